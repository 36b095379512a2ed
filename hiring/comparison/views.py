"""The comparison as page and as PDF."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hiring.background.actions import enqueue
from hiring.catalog.models import Level
from hiring.catalog.queries import role_levels_named

from .documents import compare_document, compare_title
from .forms import SIDES, CompareForm
from .queries import places_with_pay


@require_safe
def compare(request):
    form = CompareForm(request.GET, user=request.user)
    sides = role_levels_named(form.keys(), request.user)
    context = {"form": form, "side_fields": [form[name] for name in SIDES], "document": None}
    if len(sides) > 1:
        country = form.country()
        context |= {
            "document": compare_document(sides, country, request.user, with_own=True),
            "places": places_with_pay(request.user),
            "keys": list(zip(SIDES, [side.key for side in sides], strict=False)),
            "level_options": _level_options(sides, country),
        }
    return render(request, "comparison/role_compare.html", context)


@require_POST
def compare_pdf(request):
    """Two to four role-levels and the place, in the form as in the address of the page."""
    form = CompareForm(request.POST, user=request.user)
    sides, country = role_levels_named(form.keys(), request.user), form.country()
    keys = [side.key for side in sides]
    if len(sides) < 2:
        messages.warning(request, "Choose at least two roles that are still in use, then ask for the PDF.")
        return redirect(compare_url(keys, country))
    job = enqueue(
        "comparison.compare_pdf", title=f"PDF: {compare_title(sides)}?"[:200], by=request.user, back_url=compare_url(keys, country),
        total_steps=2, keys=keys, country=country.pk, with_own=request.user.sees_pay_data,
    )  # fmt: skip
    return redirect(job)


def compare_url(keys, country):
    return f"{reverse('comparison:compare')}?{urlencode([*zip(SIDES, keys, strict=False), ('country', country.pk)])}"


def _level_options(sides, country):
    """The switch that sets every side to one level; meaningless where one role stands at two."""
    codes = [side.role.code.lower() for side in sides]
    if len(set(codes)) < len(codes):
        return []
    return [
        {
            "label": label,
            "url": compare_url([f"{code}-{value}" for code in codes], country),
            "current": all(s.level == value for s in sides),
        }
        for value, label in Level.choices
    ]
