"""What happens here when a person is erased in candidates, which do not know of this domain."""

from django.dispatch import receiver

from hiring.candidates.signals import candidate_erased

from .actions import forget_words_on_cards


@receiver(candidate_erased)
def forget_what_was_written(sender, applications, **kwargs):
    forget_words_on_cards(applications)
