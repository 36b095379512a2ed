"""Pages on which an interviewer practises marking; what they marked is shown to nobody else."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.catalog import queries
from hiring.catalog.forms import PracticeForm
from hiring.catalog.models import PracticeMark, PracticeSample
from hiring.catalog.practice import FEWEST, claim


@require_safe
def practice_list(request):
    found = queries.practised_by(request.user)
    rows = queries.practice_rows(request.user)
    following = next((row.sample for row in rows if not row.is_done), None)
    context = {"rows": rows, "found": found, "claim": claim(found), "fewest": FEWEST, "following": following}
    return render(request, "catalog/practice_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def practice_sample(request, pk):
    samples = PracticeSample.objects.visible_to(request.user).select_related("skill", "question")
    sample = get_object_or_404(samples, pk=pk)
    form = PracticeForm(request.POST or None, sample=sample)
    if request.method == "POST" and form.is_valid():
        return _kept(request, sample, form)
    row = queries.practice_row(sample, request.user)
    following = next((each.sample for each in queries.practice_rows(request.user) if not each.is_done and each.sample != sample), None)
    context = {"sample": sample, "row": row, "form": form, "anchors": queries.practice_anchors(sample), "following": following}
    return render(request, "catalog/practice_sample.html", context)


def _kept(request, sample, form):
    """The first mark stands: the second would be given with the agreed one in sight."""
    answer, mark = form.cleaned_data["answer"], form.cleaned_data["mark"]
    given = {"mark": mark, "agreed": form.agreed[answer]}
    kept, is_new = PracticeMark.objects.get_or_create(by=request.user, sample=sample, answer=answer, defaults=given)
    if not is_new and kept.mark != mark:
        messages.warning(request, f"You gave this answer {kept.mark} before. The first mark stands.")
    return redirect(f"{sample.get_absolute_url()}#answer-{answer}")


@require_POST
def practice_forget(request):
    PracticeMark.objects.visible_to(request.user).delete()
    messages.success(request, "Your practice marks are forgotten. You can begin again.")
    return redirect("catalog:practice")
