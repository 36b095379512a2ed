"""Reminds whoever interviews for an opening that they may not ask what people earn."""

from django import template
from django.utils import timezone

from hiring.openings.pay_law import history_bans

register = template.Library()


@register.simple_tag
def pay_history_laws(opening):
    return history_bans(opening.country_id, opening.state, opening.area, today=timezone.localdate())
