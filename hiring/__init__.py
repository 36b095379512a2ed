"""The domain of hiring: each folder is one part of the work and imports only what stands below it."""
