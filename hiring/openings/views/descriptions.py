"""The description studio: sections, versions, approval and exports."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from hiring.accounts.models import Company

from .. import actions, exports, queries
from ..comparison import section_differences
from ..documents import description_document
from ..forms import ApproveForm, SectionForm, SendForm
from ..sections import BY_KEY, SECTIONS
from .lookup import managed_opening, visible_opening


def description(request, pk):
    """The studio for those who manage the opening; the text alone for everyone else on it."""
    opening = visible_opening(request, pk)
    manages = opening.is_managed
    version = queries.latest_description(opening) if manages else queries.approved_description(opening)
    if version is None:
        return render(request, "openings/description_none.html", {"opening": opening, "tab": "description", "manages": manages})
    context = _studio(request, opening, version, manages=manages, is_newest=manages)
    return render(request, "openings/description.jinja", context, using="jinja2")


def section_edit(request, pk, key):
    opening = managed_opening(request, pk)
    if key not in BY_KEY:
        raise Http404
    newest = queries.latest_description(opening)
    form = SectionForm(request.POST or None, key=key, initial={**newest.texts.get(key, {}), "base": newest.number})
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_section(opening, key, form.texts, base=form.cleaned_data["base"], by=request.user, note=BY_KEY[key].title)
            return redirect("openings:description", pk=pk)
        except actions.Conflict as fault:
            conflict = _conflict(fault.theirs, key, form)
    context = _studio(request, opening, newest, manages=True, is_newest=True) | {"form": form, "open_key": key, "conflict": conflict}
    return render(request, "openings/description.jinja", context, using="jinja2")


@require_POST
def words_swap(request, pk):
    """Put a check's other wording in the place of the words it found."""
    opening = managed_opening(request, pk)
    newest = queries.latest_description(opening)
    key, quote, instead = (request.POST.get(name, "") for name in ("section", "quote", "instead"))
    known = any(check.quote == quote and check.instead == instead and instead for check in actions.review_of(newest).of(key))
    if known:
        fields = {name: text.replace(quote, instead) for name, text in newest.texts[key].items()}
        try:
            actions.save_section(opening, key, fields, base=newest.number, by=request.user, note=f"“{quote}” became “{instead}”")
        except actions.Conflict:
            messages.warning(request, "Someone saved this description just now. Look at their text, then choose again.")
    return redirect("openings:description", pk=pk)


def description_send(request, pk):
    opening = managed_opening(request, pk)
    version = queries.latest_description(opening)
    form = SendForm(request.POST or None, approvers=queries.possible_approvers(opening, version.created_by))
    if request.method == "POST" and form.is_valid():
        actions.send_for_approval(version, form.cleaned_data["approver"], by=request.user)
        messages.success(request, f"Version {version.number} waits for {form.cleaned_data['approver'].name}.")
        return redirect("openings:description", pk=pk)
    context = {"opening": opening, "version": version, "form": form, "review": actions.review_of(version)}
    return render(request, "openings/description_send.html", context)


def description_versions(request, pk):
    opening = managed_opening(request, pk)
    versions = list(opening.descriptions.select_related("created_by", "approved_by"))
    numbers = {version.number: version for version in versions}
    newer, older = (numbers.get(_number(request.GET.get(name))) for name in ("newer", "older"))
    newer = newer or versions[0]
    older = older or numbers.get(newer.number - 1)
    differences = section_differences(older.texts, newer.texts) if older else []
    context = {
        "opening": opening,
        "tab": "description",
        "manages": True,
        "versions": versions,
        "newer": newer,
        "older": older,
        "differences": differences,
    }
    return render(request, "openings/description_versions.html", context)


def description_version(request, pk, number):
    opening = visible_opening(request, pk)
    version = _version(request, opening, number)
    is_newest = opening.is_managed and version == queries.latest_description(opening)
    context = _studio(request, opening, version, manages=opening.is_managed, is_newest=is_newest)
    return render(request, "openings/description.jinja", context, using="jinja2")


def description_approve(request, pk, number):
    opening = managed_opening(request, pk)
    version = get_object_or_404(opening.descriptions.select_related("created_by", "opening"), number=number)
    exceptions = actions.exceptions_to(version, request.user)
    form = ApproveForm(request.POST or None, is_needed=bool(exceptions))
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve_description(version, by=request.user, exception=form.cleaned_data["exception"])
            plan_url = reverse("interviews:plan", args=[pk])
            messages.success(
                request, format_html('Version {} is approved and frozen. <a href="{}">Plan the interviews</a>', number, plan_url)
            )
            return redirect("openings:description", pk=pk)
        except ValidationError as fault:
            form.add_error(None, fault)
    document = description_document(version, Company.current().name)
    context = {
        "opening": opening,
        "version": version,
        "form": form,
        "exceptions": exceptions,
        "review": actions.review_of(version),
        "document": document,
        "tab": "description",
        "manages": True,
    }
    return render(request, "openings/description_approve.html", context)


@require_POST
def description_pdf(request, pk, number):
    opening = visible_opening(request, pk)
    return redirect(actions.ask_for_pdf(_version(request, opening, number), by=request.user))


def description_markdown(request, pk, number):
    version = _version(request, visible_opening(request, pk), number)
    document = description_document(version, Company.current().name)
    return _download(exports.markdown(document), document, version, "text/markdown", "md")


def description_html(request, pk, number):
    version = _version(request, visible_opening(request, pk), number)
    document = description_document(version, Company.current().name)
    body = render_to_string("openings/_document_body.jinja", {"document": document}, using="jinja2")
    posted = timezone.localdate(version.approved_at or version.created_at)
    posting = exports.job_posting(document, version.facts, body, posted)
    page = render_to_string("openings/description_export.html", {"document": document, "body": body, "posting": posting})
    return _download(page, document, version, "text/html", "html")


def _download(text, document, version, content_type, extension):
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slugify(document.title)}-v{version.number}.{extension}"'
    return response


def _studio(request, opening, version, *, manages, is_newest):
    """`is_newest`: as far as it may be edited here, so never for those who do not manage the opening."""
    document = description_document(version, Company.current().name)
    review = actions.review_of(version)
    sections = [(section, _states(review.of(section.key))) for section in SECTIONS]
    return {
        "opening": opening,
        "tab": "description",
        "manages": manages,
        "version": version,
        "document": document,
        "review": review,
        "sections": sections,
        "is_newest": is_newest,
        "may_approve": is_newest and not version.is_approved and version.created_by != request.user,
    }


def _states(checks):
    blocking = sum(check.blocks for check in checks)
    return {"blocking": blocking, "notes": len(checks) - blocking}


def _conflict(theirs, key, form):
    form.data = form.data.copy()
    form.data["base"] = theirs.number
    fields = [
        {"label": field.label, "theirs": theirs.texts.get(key, {}).get(field.name, ""), "yours": form.cleaned_data[field.name]}
        for field in BY_KEY[key].fields
        if theirs.texts.get(key, {}).get(field.name, "") != form.texts[field.name]
    ]
    return {"by": theirs.created_by, "at": theirs.created_at, "fields": fields}


def _version(request, opening, number):
    """Drafts are for those who manage the opening; others see approved texts only."""
    versions = opening.descriptions.select_related("created_by", "approved_by", "opening")
    if not opening.is_managed:
        versions = versions.filter(approved_at__isnull=False)
    return get_object_or_404(versions, number=number)


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
