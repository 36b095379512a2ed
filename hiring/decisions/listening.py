"""What happens here when a card comes in or changes in interviews, or a person is erased in candidates, which do not know of this domain."""

import logging

from django.db import DatabaseError
from django.dispatch import receiver

from hiring.candidates.signals import candidate_erased
from hiring.interviews.signals import card_changed

from .actions import ask_for_standing, forget_words_of_decisions

logger = logging.getLogger(__name__)


@receiver(card_changed)
def work_out_the_ranking(sender, opening_id, **kwargs):
    """After the card's own commit. If it fails, the page works the ranking out by itself."""
    try:
        ask_for_standing(opening_id)
    except DatabaseError:
        logger.warning("The ranking of opening %s was not asked for; its page will work it out", opening_id)


@receiver(candidate_erased)
def forget_what_was_decided(sender, applications, **kwargs):
    forget_words_of_decisions(applications)
