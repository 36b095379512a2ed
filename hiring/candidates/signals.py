"""What domains above may listen to."""

from django.dispatch import Signal

# Inside the transaction that erases a person, with `applications`, the keys of theirs. Receivers take every word about the person
# out of what they keep; marks, outcomes and times may stay, for they then tell of nobody.
candidate_erased = Signal()
