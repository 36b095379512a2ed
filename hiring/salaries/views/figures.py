"""Pages of pay: the table by place, the passport of a number, official figures, one place by level, the check of an offer."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hiring.catalog.models import Level
from hiring.lib.charts import pay_scale

from .. import exports
from ..actions import decide_flag
from ..forms import ROLE_NAMES, SERIES, UNITS, DecisionForm, OfferForm, OfficialFilter, PayFilter, PlaceFilter
from ..loading import LAST_ADVERT
from ..models import Country, Figure, FigureFlag, Series, Source
from ..offers import share_below
from ..passports import passport_page
from ..permissions import may_decide_figures
from ..plausibility import range_doubt
from ..queries import NEAREST_OCCUPATION
from ..tables import level_rows, pay_table

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


@require_safe
def table(request):
    form = PayFilter(request.GET)
    chosen = form.chosen()
    sort = request.GET.get("sort", "-median")
    return render(request, "salaries/figure_table.html", {
        "form": form, "chosen": chosen, "age": Figure(as_of=LAST_ADVERT).age, "title": f"What {ROLE_NAMES[chosen['role']]}s are offered",
        "table": pay_table(request.user, sort=sort, **chosen),
        "units": _switch(request, "show", UNITS, chosen["show"]), "series": _switch(request, "series", SERIES, chosen["series"]),
        "article": [_article_row(figure) for figure in Figure.objects.visible_to(request.user).article().prefetch_related("flags")],
        "exports": {kind: f"{reverse('salaries:export')}?{urlencode(chosen | {'sort': sort, 'format': kind})}" for kind in ("csv", "xlsx")},
    })  # fmt: skip


@require_safe
def export(request):
    chosen = PayFilter(request.GET).chosen()
    rows = pay_table(request.user, sort=request.GET.get("sort", "-median"), **chosen)
    series = get_object_or_404(Series.objects.visible_to(request.user).select_related("source"), pk=chosen["series"])
    lines = exports.export_rows(
        rows, role=chosen["role"], level=chosen["level"], series=series, covers=COVERS, as_of=LAST_ADVERT.isoformat()
    )
    name = f"pay-{chosen['role']}-{chosen['level']}-{chosen['series']}"
    if request.GET.get("format") == "xlsx":
        body = exports.as_xlsx(lines, Source.objects.visible_to(request.user))
        return download(body, f"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    return download(exports.as_csv(lines), f"{name}.csv", "text/csv; charset=utf-8")


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
    shown = [row for _, *pair in rows for row in pair if row]
    scale = pay_scale(max((row.p90 or row.p75 or row.median or 0 for row in shown), default=0))
    context = {"country": country, "form": form, "role_name": ROLE_NAMES[role], "scale": scale}
    context["rows"] = [(Level(level).label, adverts, estimate) for level, adverts, estimate in rows]
    return render(request, "salaries/place_detail.html", context)


@require_safe
def offer(request):
    asked = "low" in request.GET
    form = OfferForm(request.GET if asked else None, user=request.user)
    result = _offer(request.user, form) if asked and form.is_valid() else None
    return render(request, "salaries/offer_form.html", {"form": form, "result": result})


def _offer(user, form):
    role, level, country = (form.cleaned_data[name] for name in ("role", "level", "country"))
    estimate = Figure.objects.visible_to(user).estimates(role, level).filter(country=country).select_related("series__source").first()
    if estimate is None:
        return {"reason": f"There are no pay figures for {country}."}
    local = estimate.local_p50 is not None
    band, currency = (estimate.local, estimate.currency) if local else (estimate.usd, "USD")
    low, high = form.cleaned_data["low"], form.cleaned_data["high"]
    ends = [amount for amount in (low, high) if amount]
    wide = range_doubt(float(low.value), float(high.value)) if high else None
    values = dict(zip(("p10", "p25", "p50", "p75", "p90"), band, strict=True))
    return {
        "estimate": estimate, "band": values, "currency": currency, "wide": wide, "scale": pay_scale(max(band[4], float(ends[-1].value))),
        "ends": [{"amount": amount, "value": float(amount.value), "below": share_below(float(amount.value), band)} for amount in ends],
    }  # fmt: skip


def _ordered(column, backwards):
    return F(column).desc(nulls_last=True) if backwards else F(column).asc(nulls_last=True)


def _switch(request, name, options, now):
    query = request.GET.copy()
    found = []
    for value, label in options:
        query[name] = value
        found.append({"label": label, "url": f"?{query.urlencode()}", "current": value == now})
    return found


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
