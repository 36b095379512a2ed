"""The page on which those who plan interviews see which questions still do their work."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hiring.accounts.permissions import opener_required
from hiring.catalog.models import Question

from .. import queries
from ..health import FEWEST, FEWEST_TIMES, FLAT, OFTEN

QUESTIONS_A_PAGE = 50


@require_safe
@opener_required
def question_health(request):
    rows = queries.question_health(request.user)
    context = {
        "page": Paginator(rows, QUESTIONS_A_PAGE).get_page(request.GET.get("page")),
        "to_retire": sum(row.should_retire for row in rows),
        "never_asked": sum(row.timing.is_never_asked for row in rows),
        "judged": sum(row.health.spread is not None for row in rows),
        "unused": Question.objects.visible_to(request.user).current().exclude(slug__in=[row.slug for row in rows]).count(),
        "rules": {"fewest": FEWEST, "fewest_times": FEWEST_TIMES, "flat": FLAT, "often": OFTEN},
    }
    return render(request, "interviews/question_health.html", context)
