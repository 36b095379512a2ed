"""The domain of hiring: each folder is one part of the work and imports only what stands below it."""

import os

# The matrices of scores and salaries are small: numpy's threads would only wait for each other, twenty
# times as long on a busy machine. It reads this when it is first imported, hence here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
