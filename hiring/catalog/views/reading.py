"""Pages of the catalogue: roles, "which role", skills, questions."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hiring.catalog import fit, forms, queries
from hiring.catalog.compare import STEP_NAMES
from hiring.catalog.models import LEVELS, Level, Question, Release, Role, Skill
from hiring.catalog.off_limits import off_limits

QUESTIONS_A_PAGE = 25


@require_safe
def role_list(request):
    roles = list(Role.objects.visible_to(request.user).current())
    rows = [{"role": role, "shares": [queries.share(role, step) for step in STEP_NAMES]} for role in roles]
    context = {"rows": rows, "steps": STEP_NAMES.values(), "levels": Level.choices, "release": Release.current()}
    return render(request, "catalog/role_list.html", context)


@require_safe
def role_detail(request, slug):
    role = get_object_or_404(Role.objects.visible_to(request.user), slug=slug)
    level = _asked_level(request, "mid")
    levels = queries.levels_of(role)
    current = next(each for each in levels if each.level == level)
    earlier = next((each for each in levels if LEVELS.index(each.level) == LEVELS.index(level) - 1), None)
    context = {
        "role": role,
        "current": current,
        "earlier": earlier,
        "levels": levels,
        "level_options": _level_options(role.get_absolute_url(), level),
        "growth": queries.compare([earlier, current]).sentences if earlier else (),
        "profile": queries.profile_by_level(levels, level),
        "owned": [(STEP_NAMES[step], queries.share(role, step)) for step in STEP_NAMES],
        "others": Role.objects.visible_to(request.user).current().exclude(pk=role.pk),
    }
    return render(request, "catalog/role_detail.html", context)


@require_safe
def role_which(request):
    form = forms.WhichForm(request.GET or None)
    context = {"form": form}
    if form.is_bound:
        roles = {role.code: role for role in Role.objects.visible_to(request.user).current()}
        answers = form.answers()
        context |= _fit_context(fit.needed_role(answers), roles) | {"answered": len(answers), "asked": len(fit.ASKS)}
    return render(request, "catalog/role_which.html", context)


@require_safe
def skill_list(request):
    return render(request, "catalog/skill_list.html", {"groups": queries.skills_by_group(request.user)})


@require_safe
def skill_detail(request, slug):
    skill = get_object_or_404(Skill.objects.visible_to(request.user).select_related("group"), slug=slug)
    context = {
        "skill": skill,
        "marks": [(mark, text, (skill.senior_anchors or {}).get(str(mark))) for mark, text in skill.anchors_for("mid").items()],
        "wanted": queries.wanted_by(skill, request.user),
        "levels": Level.choices,
        "questions": queries.questions_about(skill, request.user),
        "samples": skill.practice_samples.current().select_related("question"),
    }
    return render(request, "catalog/skill_detail.html", context)


@require_safe
def question_list(request):
    form = forms.QuestionFilter(request.GET, bank=queries.question_bank(request.user))
    page = Paginator(form.found(), QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "catalog/question_list.jinja", {"form": form, "page": page}, using="jinja2")


@require_safe
def question_detail(request, slug):
    questions = Question.objects.visible_to(request.user).with_skills().select_related("group")
    question = get_object_or_404(questions, slug=slug)
    found = off_limits([question.prompt, *question.follow_ups])
    warnings = [(f"{phrase.claim}:", f"“{quote}”. {phrase.reason} {phrase.instead}".strip()) for quote, phrase in found]
    return render(request, "catalog/question_detail.html", {"question": question, "off_limits": warnings})


def _asked_level(request, default):
    level = request.GET.get("level")
    return level if level in LEVELS else default


def _level_options(url, level):
    return [{"label": label, "url": f"{url}?level={value}", "current": value == level} for value, label in Level.choices]


def _fit_context(found, roles):
    two = found.two_jobs if found.two_jobs and {found.two_jobs.first, found.two_jobs.second} <= roles.keys() else None
    return {
        "fit": found,
        "reason": found.reason or "The roles are not loaded yet.",
        "rows": [_fit_row(each, roles[each.code]) for each in found.ranking if each.code in roles],
        "needs": [{"name": fit.AREA_NAMES[area], "depth": depth} for area, depth in found.needs.items()],
        "two_jobs": two and _two_jobs(two, roles),
    }


def _fit_row(each, role):
    short = [fit.AREA_NAMES[area] for area in each.short]
    return {"role": role, "percent": round(each.value * 100), "reasons": each.reasons, "short": short}


def _two_jobs(two, roles):
    return {
        "first": roles[two.first],
        "second": roles[two.second],
        "first_areas": [fit.AREA_NAMES[area] for area in two.first_areas],
        "second_areas": [fit.AREA_NAMES[area] for area in two.second_areas],
        "percent": round(two.value * 100),
    }
