"""What needs me now, and search across everything."""

from django.shortcuts import render
from django.utils import timezone

from .beside import openings_beside, waits_for_others
from .needs import needs_of
from .searching import SHORTEST, search_everything

NUMBERS = ("Nothing", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def queue(request):
    now = timezone.now()
    needs = needs_of(request.user, now)
    counts = {name: len(rows) for name, rows in needs.items()}
    context = {
        "groups": [("Late", needs["late"], True), ("Today", needs["today"], False), ("When you have a moment", needs["moment"], False)],
        "claim": _claim(sum(counts.values())),
        "lead": _lead(counts),
        "now": now,
        "openings": openings_beside(request.user),
        "waits": waits_for_others(request.user, now),
    }
    return render(request, "home/queue.jinja", context, using="jinja2")


def search(request):
    text = " ".join(request.GET.get("q", "").split())[:200]
    groups = search_everything(request.user, text) if len(text) >= SHORTEST else []
    found = sum(len(group.hits) for group in groups)
    return render(request, "home/search.html", {"text": text, "groups": groups, "found": found, "is_short": 0 < len(text) < SHORTEST})


def _claim(count):
    if not count:
        return "Nothing needs you"
    return f"{_number(count)} thing{'' if count == 1 else 's'} need{'s' if count == 1 else ''} you"


def _lead(counts):
    told = [(counts["late"], "late"), (counts["today"], "for today")]
    return " ".join(f"{_number(count)} {'is' if count == 1 else 'are'} {when}." for count, when in told if count)


def _number(count):
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
