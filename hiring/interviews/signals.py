"""What other domains may listen to. A receiver gets `opening_id`, and nothing of what stands on a card."""

from django.dispatch import Signal

card_changed = Signal()
