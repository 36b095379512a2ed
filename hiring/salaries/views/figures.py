"""Pages of pay: the table by place, the passport of a number, official figures, one place by level, the check of an offer."""

import hashlib
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hiring.background.actions import enqueue
from hiring.catalog.models import Level
from hiring.lib.charts import pay_scale

from .. import exports
from ..actions import decide_flag
from ..benchmarks import rounded
from ..disclosure import people_words
from ..forms import (
    SERIES,
    UNITS,
    CompareFilter,
    DecisionForm,
    OfferForm,
    OfficialFilter,
    OverviewFilter,
    PayFilter,
    PlaceFilter,
)
from ..loading import LAST_ADVERT
from ..models import Country, Figure, FigureFlag, Series, Source
from ..observations import ROLE_NAMES
from ..offers import share_below
from ..own_tables import own_by_level, own_cell
from ..passports import passport_page
from ..permissions import may_decide_figures
from ..plausibility import range_doubt
from ..queries import NEAREST_OCCUPATION
from ..table_choice import asked_table
from ..tables import compared, level_rows, overview, pay_table

COVERS = "2024 and 2025"
CHECKS = {
    "plausible": ("ok", "Plausible", ""),
    "plausible_but_old": ("quiet", "Plausible, old", "clock"),
    "plausible_unconfirmed": ("unknown", "Unconfirmed", ""),
    "low_for_place": ("warn", "Low for the place", ""),
    "suspicious_unit": ("bad", "Wrong period?", ""),
}
OFFICIAL_SORTS = {"place": "place", "p10": "usd_p10", "p25": "usd_p25", "median": "usd_p50", "p75": "usd_p75", "p90": "usd_p90"}
PAGE = 50
KEPT_SECONDS = 3600
USUAL_PLACES = ("US", "GB", "DE", "PL", "IN")


@require_safe
def table(request):
    form = PayFilter(request.GET)
    chosen = form.chosen()
    asked = dict(asked_table(chosen), sort=request.GET.get("sort", "-median"))
    pay = SimpleLazyObject(lambda: pay_table(request.user, **asked))
    article = SimpleLazyObject(lambda: article_rows(request.user))
    kept = urlencode({name: value for name, value in chosen.items() if value not in ("", None)} | {"sort": asked["sort"]})
    return render(request, "salaries/figure_table.html", {
        "form": form, "chosen": chosen, "title": f"What {inside_a_sentence(ROLE_NAMES[chosen['role']])}s are offered", "table": pay, "moved": asked["moved"],
        "body": _body(request, pay, article, chosen), "as_published": f"?{urlencode({k: v for k, v in chosen.items() if k not in ('move', 'index')})}",
        "units": _switch(request, "show", UNITS, chosen["show"]), "series": _switch(request, "series", SERIES, chosen["series"]),
        "article": article,
        "exports": {kind: f"{reverse('salaries:export')}?{kept}&format={kind}" for kind in ("csv", "xlsx")} | {"pdf": f"{reverse('salaries:pdf')}?{kept}"},
    })  # fmt: skip


def _body(request, pay, article, chosen):
    """Both tables as drawn: the same for everyone, so they are drawn once until figures or decisions change, or the day ends."""
    stamp = [*Series.objects.order_by("pk").values_list("digest", "loaded_at"), FigureFlag.objects.aggregate(Count("at"), Max("at"))]
    key = hashlib.sha256(f"{stamp} {timezone.localdate()} {request.GET.urlencode()}".encode()).hexdigest()
    drawn = cache.get(f"pay-table-{key}")
    if drawn is None:
        tops = [row["figure"].usd_p50 for row in article] + [row["ours"].median_high90 for row in article if row["ours"]]
        context = {
            "table": pay, "chosen": chosen, "age": "" if chosen["move"] else Figure(as_of=LAST_ADVERT).age, "article": article,
            "article_scale": pay_scale(max(tops, default=0)),
        }  # fmt: skip
        drawn = render_to_string("salaries/_table_body.html", context, request=request)
        cache.set(f"pay-table-{key}", drawn, KEPT_SECONDS)
    return mark_safe(drawn)  # noqa: S308 - our own template's output


@require_safe
def export(request):
    chosen = PayFilter(request.GET).chosen()
    asked = asked_table(chosen)
    rows = pay_table(request.user, sort=request.GET.get("sort", "-median"), **asked)
    series = get_object_or_404(Series.objects.visible_to(request.user).select_related("source"), pk=chosen["series"])
    lines = exports.export_rows(
        rows, role=chosen["role"], level=chosen["level"], series=series, covers=COVERS, as_of=LAST_ADVERT.isoformat(), moved=asked["moved"]
    )
    name = f"pay-{chosen['role']}-{chosen['level']}-{chosen['series']}"
    if request.GET.get("format") == "xlsx":
        body = exports.as_xlsx(lines, Source.objects.visible_to(request.user))
        return download(body, f"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return download(exports.as_csv(lines), f"{name}.csv", "text/csv; charset=utf-8")


@require_POST
def pdf(request):
    form = PayFilter(request.GET)
    chosen = {name: value for name, value in form.chosen().items() if value not in ("", None)}
    job = enqueue(
        "salaries.table_pdf", title=f"Pay of {ROLE_NAMES[chosen['role']]}s as PDF", by=request.user, back_url=f"{reverse('salaries:table')}?{urlencode(chosen)}"[:200],
        total_steps=2, chosen=chosen, sort=request.GET.get("sort", "-median")[:20],
    )  # fmt: skip
    return redirect(job)


@require_safe
def compare(request):
    form = CompareFilter(request.GET)
    chosen = form.chosen()
    asked = list(dict.fromkeys(code.upper()[:2] for code in request.GET.getlist("place") if code.isalpha()))[: CompareFilter.MOST] or list(
        USUAL_PLACES
    )
    rows = compared(request.user, countries=asked, **chosen)
    shown = [row for each in rows for row in (each.adverts, each.estimate) if row]
    scale = None if chosen["show"] == "local" else pay_scale(max((row.p90 or row.p75 or row.median or 0 for row in shown), default=0))
    return render(request, "salaries/compare.html", {
        "form": form, "chosen": chosen, "rows": rows, "scale": scale, "role_name": ROLE_NAMES[chosen["role"]], "level_name": Level(chosen["level"]).label,
        "units": _switch(request, "show", UNITS, chosen["show"]), "places": asked, "first": rows[0].place if rows else "",
        "countries": Country.objects.visible_to(request.user), "unknown": [code for code in asked if code not in {row.country for row in rows}],
        "slots": [*asked, *[""] * min(2, CompareFilter.MOST - len(asked))],
    })  # fmt: skip


@require_safe
def all_roles(request):
    form = OverviewFilter(request.GET)
    panels = overview(request.user, region=form.chosen()["region"])
    rows = [row for _, places in panels for _, cells in places for row in cells if row]
    return render(request, "salaries/overview.html", {
        "form": form, "scale": pay_scale(max((row.p90 or 0 for row in rows), default=0)),
        "levels": Level.choices, "panels": [(ROLE_NAMES[role], role, places) for role, places in panels],
    })  # fmt: skip


@require_safe
def figure(request, pk):
    found = get_object_or_404(Figure.objects.visible_to(request.user).with_passport(), pk=pk)
    context = passport_page(found) | {"may_decide": may_decide_figures(request.user)}
    return render(request, "salaries/_passport.html" if request.htmx else "salaries/figure_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, pk):
    if not may_decide_figures(request.user):
        raise PermissionDenied
    figures = Figure.objects.visible_to(request.user)
    flag = get_object_or_404(FigureFlag.objects.select_related("figure").filter(figure__in=figures), pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial={"status": request.GET.get("status", "excluded")})
    if request.method == "POST" and form.is_valid():
        decide_flag(flag, status=form.cleaned_data["status"], reason=form.cleaned_data["reason"].strip(), by=request.user)
        return redirect(flag.figure)
    status = 422 if form.is_bound else 200
    return render(request, "salaries/flag_form.html", {"form": form, "flag": flag}, status=status)


@require_safe
def official(request):
    form = OfficialFilter(request.GET)
    chosen = form.chosen()
    figures = (
        Figure.objects.visible_to(request.user)
        .official()
        .filter(occupation__contains=chosen["occupation"], geo_type=chosen["area"], place__icontains=chosen["q"])
    )
    sort = request.GET.get("sort", "-median")
    column = OFFICIAL_SORTS.get(sort.lstrip("-"), "usd_p50")
    figures = figures.order_by(_ordered(column, sort.startswith("-")), "place")
    page = Paginator(figures, PAGE).get_page(request.GET.get("page"))
    tops = [f.usd_p90 or f.usd_p75 or f.usd_p50 or 0 for f in page]
    nearest = [ROLE_NAMES[role] for role, soc in NEAREST_OCCUPATION.items() if soc == chosen["occupation"]]
    return render(request, "salaries/official_table.html", {
        "form": form, "chosen": chosen, "page": page, "scale": pay_scale(max(tops, default=0)), "nearest": nearest,
    })  # fmt: skip


@require_safe
def place(request, code):
    country = get_object_or_404(Country.objects.visible_to(request.user), pk=code.upper())
    form = PlaceFilter(request.GET)
    role = form.chosen()["role"]
    rows = level_rows(request.user, role=role, country=country.pk)
    own = own_by_level(request.user, role=role, country=country.pk)
    shown = [row for _, *pair in rows for row in pair if row] + list(own.values())
    scale = pay_scale(max((row.p90 or row.p75 or row.median or 0 for row in shown), default=0))
    context = {"country": country, "form": form, "role_name": ROLE_NAMES[role], "scale": scale}
    context["rows"] = [(Level(level).label, adverts, estimate, own.get(level)) for level, adverts, estimate in rows]
    context["has_own"] = bool(own)
    return render(request, "salaries/place_detail.html", context)


@require_safe
def offer(request):
    asked = "low" in request.GET
    form = OfferForm(request.GET if asked else None, user=request.user)
    result = _offer(request.user, form) if asked and form.is_valid() else None
    return render(request, "salaries/offer_form.html", {"form": form, "result": result})


def _offer(user, form):
    role, level, country = (form.cleaned_data[name] for name in ("role", "level", "country"))
    estimate = Figure.objects.visible_to(user).estimate_of(role, level, country.pk).select_related("series__source").first()
    if estimate is None:
        return {"reason": f"There are no pay figures for {country}."}
    local = estimate.local_p50 is not None
    band, currency = (estimate.local, estimate.currency) if local else (estimate.usd, "USD")
    low, high = form.cleaned_data["low"], form.cleaned_data["high"]
    ends = [amount for amount in (low, high) if amount]
    told = {
        "read_as_dollars": "" if local else f"There is no exchange rate for {country.currency}, so what you typed is read as US dollars.",
        "own": _own(user, role, level, country, currency, [float(end.value) for end in ends]), "currency": currency, "estimate": estimate,
    }  # fmt: skip
    if estimate.confidence == "insufficient":
        return told | {"reason": _too_uncertain(estimate, currency)}
    wide = range_doubt(float(low.value), float(high.value)) if high else None
    values = dict(zip(("p10", "p25", "p50", "p75", "p90"), band, strict=True))
    return told | {
        "offered": [float(end.value) for end in ends], "band": values, "wide": wide, "scale": pay_scale(max(band[4], float(ends[-1].value))),
        "ends": [{"amount": amount, "value": float(amount.value), "below": share_below(float(amount.value), band)} for amount in ends],
    }  # fmt: skip


def _too_uncertain(estimate, currency):
    per_dollar = 1 if currency == "USD" else estimate.local_p50 / estimate.usd_p50
    low, high = (rounded(end * per_dollar) for end in (estimate.median_low80, estimate.median_high80))
    return (
        f"{estimate.place}: too uncertain to say where an offer stands ({estimate.confidence_reason}). "
        f"The median lies between {low:,} and {high:,} {currency}, four times in five."
    )


def _own(user, role, level, country, currency, ends):
    """Where the offer stands among our own people, for whoever may know: against the median alone, so that nobody is named by it."""
    cell = own_cell(user, role=role, level=level, country=country.pk)
    if cell is None:
        return None
    median = rounded(cell.local_p50 if cell.currency == currency else cell.usd_p50 if currency == "USD" else None)
    return median and {
        "median": median, "people": people_words(cell.people), "as_of": cell.source.as_of,
        "ends": [{"value": end, "gap": abs(round(100 * (end / median - 1))), "side": "over" if end >= median else "under"} for end in ends],
    }  # fmt: skip


def inside_a_sentence(role_name):
    return role_name if role_name.startswith("ML") else role_name.lower()


def _ordered(column, backwards):
    return F(column).desc(nulls_last=True) if backwards else F(column).asc(nulls_last=True)


def _switch(request, name, options, now):
    query = request.GET.copy()
    found = []
    for value, label in options:
        query[name] = value
        found.append({"label": label, "url": f"?{query.urlencode()}", "current": value == now})
    return found


def article_rows(user):
    """The article's figures, each with our estimate for mid level in its country. Three queries."""
    visible = Figure.objects.visible_to(user)
    figures = list(visible.article().order_by("key").prefetch_related("flags"))
    ours = visible.filter(
        series=Series.ESTIMATES, level=Level.MID, country__in={f.country_id for f in figures}, role__in={f.role for f in figures}
    ).order_by()
    by_place = {(each.role, each.country_id): each for each in ours.only("role", "country", "usd_p50", "median_low90", "median_high90")}
    return [_article_row(figure) | {"ours": by_place.get((figure.role, figure.country_id))} for figure in figures]


def _article_row(figure):
    flags = list(figure.flags.all())
    kind, word, shape = CHECKS[figure.status]
    if flags and not flags[0].is_open:
        kind, word, shape = (
            "quiet",
            {"kept": "Kept by a person", "corrected": f"Read as {flags[0].reading}", "excluded": "Excluded"}[flags[0].status],
            "",
        )
    return {"figure": figure, "flag": flags[0] if flags else None, "kind": kind, "word": word, "icon": shape}


def download(body, name, content_type):
    return HttpResponse(body, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
