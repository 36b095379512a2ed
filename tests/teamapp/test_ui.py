"""What every template may use: words with shapes, numbers, fields, and the frame of a page."""

import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from teamapp.templatetags import ui

TEMPLATES = sorted(path for path in Path(settings.BASE_DIR / "templates").rglob("*") if path.suffix in (".html", ".jinja"))
STATIC = Path(settings.BASE_DIR / "teamapp" / "static")


def render(source, path="/", **context):
    return Template(source).render(RequestContext(RequestFactory().get(path), context))


# --- Numbers


@pytest.mark.parametrize(
    ("filtered", "expected"),
    [
        (ui.thousands(1336), "1,336"),
        (ui.thousands(None), "–"),
        (ui.pay(101_600), "102,000"),
        (ui.pay(12_345_678), "12,300,000"),
        (ui.pay(None), "–"),
        (ui.score(3.96), "4.0"),
        (ui.decimals(-0.126, 2), "−0.13"),
        (ui.signed(-0.31), "−0.3"),
        (ui.signed(0.1), "+0.1"),
        (ui.signed(-0.04), "0.0"),
        (ui.chance(0.644), "64 in 100"),
        (ui.chance(0.999), "over 99 in 100"),
        (ui.chance(0.001), "under 1 in 100"),
        (ui.percent(0.2), "20%"),
        (ui.initials("Elena Maria Rossi"), "ER"),
        (ui.initials("Cher"), "C"),
    ],
)
def test_numbers_are_written_as_people_read_them(filtered, expected):
    assert filtered == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (timedelta(seconds=10), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=27), "1 day ago"),
        (timedelta(hours=23, minutes=5), "23 h ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=70), "2 months ago"),
        (-timedelta(hours=2, minutes=1), "in 2 h"),
    ],
)
def test_ago_counts_in_one_unit(span, expected):
    assert ui.ago(timezone.now() - span) == expected


# --- Words with a shape


def test_a_verdict_is_a_word_and_a_shape():
    drawn = render('{% verdict "bad" word pill=True %}', word="<not> met")
    assert drawn == (
        '<span class="verdict verdict-bad pill"><svg class="icon" aria-hidden="true"><use href="/static/icons.svg#bad"></use></svg>'
        "<span>&lt;not&gt; met</span></span>"
    )


def test_icons_in_documents_carry_their_own_strokes():
    drawn = render('{% verdict "ok" "met" %}', for_print=True)
    assert "<use" not in drawn
    assert 'stroke="#17683F"' in drawn


def test_every_icon_that_templates_name_is_in_the_sprite():
    named = {name for template in TEMPLATES for name in re.findall(r'{% icon "([a-z-]+)"', template.read_text())}
    named |= {name for template in TEMPLATES for name in re.findall(r'{% verdict [^%]*icon="([a-z-]+)"', template.read_text())}
    named |= {name for template in TEMPLATES for name in re.findall(r'icon(?:\(|=)"([a-z-]+)"', template.read_text())}
    named |= set(ui.VERDICT_ICONS.values()) | {shape for _, shape, _ in ui.SAVE_STATES.values()}
    assert named - set(ui._symbols()) == set()


def test_save_state_names_the_time_in_the_readers_zone():
    at = timezone.make_aware(timezone.datetime(2026, 11, 24, 10, 42))
    assert "Saved 10:42" in re.sub(r"<[^>]+>", "", render('{% save_state "saved" at=at %}', at=at))
    assert re.sub(r"<[^>]+>", "", render('{% save_state "offline" %}')) == "Offline"


def test_breadcrumbs_link_the_parents_only():
    drawn = render('{% breadcrumbs "Openings" "/openings/" title %}', title="A & B")
    assert re.findall(r'href="([^"]*)"', drawn) == ["/openings/"]
    assert '<li aria-current="page">A &amp; B</li>' in drawn


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/pay/?role=MLE", '<th scope="col" class="num"><a class="sort" href="?role=MLE&amp;sort=-median">Median</a></th>'),
        ("/pay/?sort=-median&page=3", "sort=median"),
        ("/pay/?sort=median", "sort=-median"),
    ],
)
def test_sort_header_turns_round_and_keeps_the_filters(path, expected):
    drawn = render('{% sort_header "Median" "median" numeric=True %}', path=path)
    assert expected in drawn
    assert "page=" not in drawn


def test_sorted_column_says_so():
    assert 'aria-sort="descending"' in render('{% sort_header "Median" "median" default="-median" %}')
    assert "aria-sort" not in render('{% sort_header "Place" "place" default="-median" %}')


def test_charts_draw_in_the_palette_of_their_medium():
    assert "var(--rc-accent)" in render("{% chart_discs 2 %}")
    assert 'fill="#343C9C"' in render("{% chart_discs 2 %}", for_print=True)


# --- Fields


class PayForm(forms.Form):
    pay_from = forms.IntegerField(label="Pay, from", help_text="Base pay a year")
    remote = forms.ChoiceField(choices=[("a", "Office"), ("b", "Remote")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="The candidate agreed")
    note = forms.CharField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_a_field_ties_its_hint_and_error_to_its_control_and_keeps_what_was_typed():
    page = str(PayForm({"pay_from": "184.990"})["pay_from"].as_field_group())
    assert 'aria-describedby="id_pay_from_helptext id_pay_from_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="184.990"' in page
    assert 'id="id_pay_from_helptext">Base pay a year' in page
    assert re.search(r'id="id_pay_from_error".*Enter a whole number', page)


def test_a_form_begins_with_links_to_what_needs_mending():
    page = str(PayForm({}))
    links = re.findall(r'<li><a href="(#[^"]+)">', page)
    assert links[:3] == ["#id_pay_from", "#id_remote_field", "#id_agreed"]
    assert page.count('type="hidden"') == 1
    for target in links[:3]:
        assert f'id="{target[1:]}"' in page


def test_a_fresh_form_has_no_summary():
    assert "error-summary" not in str(PayForm())


def test_optional_fields_say_so():
    assert "(optional)" in str(PayForm()["note"].as_field_group())
    assert "(optional)" not in str(PayForm()["pay_from"].as_field_group())


def test_summary_names_the_row_of_a_formset():
    formset = forms.formset_factory(PayForm)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-pay_from": "1", "form-1-pay_from": "x"}
    )
    formset.is_valid()
    page = render_to_string("components/error_summary.html", {"form": formset})
    assert '<a href="#id_form-1-pay_from">Row 2, Pay, from</a>: Enter a whole number.' in page


# --- Components


def test_progress_asks_again_only_while_the_work_runs():
    running = {"id": "3", "title": "PDF", "done": 9, "total": 16, "url": "/jobs/3/", "running": True, "note": "about 20 s left"}
    page = render_to_string("components/progress.html", running)
    assert 'hx-get="/jobs/3/" hx-trigger="every 1s"' in page
    assert "9 of 16, about 20 s left" in page
    done = render_to_string("components/progress.html", {**running, "running": False, "result_url": "/jobs/3/file/"})
    assert "hx-get" not in done
    assert 'href="/jobs/3/file/"' in done


def test_pages_keep_the_filters_of_the_address():
    page = Paginator(range(1200), 500).page(2)
    drawn = render('{% include "components/pagination.html" %}', path="/openings/?role=MLE&page=2", page=page)
    assert re.findall(r'<a [^>]*href="([^"]*)"', drawn) == ["?role=MLE&amp;page=1", "?role=MLE&amp;page=3"]
    assert "501 to 1,000 of 1,200" in drawn


def test_conflict_shows_both_texts():
    fields = [{"label": "Mission", "theirs": "<theirs>", "yours": "yours"}]
    page = render_to_string("components/conflict.html", {"by": "Marta", "at": timezone.now(), "fields": fields})
    assert "Changed by Marta at" in page
    assert "&lt;theirs&gt;" in page
    assert "yours" in page


# --- The frame


def page_at(path, **context):
    request = RequestFactory().get(path)
    return render_to_string("base.html", {"request": request, "user": AnonymousUser(), **context})


def signed_in(**changes):
    named = {
        "is_authenticated": True,
        "name": "Elena Rossi",
        "theme": "device",
        "is_admin": False,
        "get_part_display": lambda self: "Hiring manager",
    }
    person = SimpleNamespace(**{**named, **changes})
    return type("Person", (), {"__str__": lambda self: self.name, **vars(person)})()


@pytest.mark.parametrize(("path", "current"), [("/", ["Home"]), ("/openings/3/plan/", ["Openings"]), ("/pay/", ["Pay"]), ("/account/", [])])
def test_the_bar_marks_where_you_are(path, current):
    bar = page_at(path, user=signed_in()).split("</header>")[0]
    assert re.findall(r'aria-current="page">([^<]+)<', bar) == current


def test_a_signed_out_page_offers_no_navigation():
    page = page_at("/")
    assert "bar-nav" not in page
    assert "offcanvas" not in page.split("<main")[1]


def test_the_frame_is_one_for_both_kinds_of_template():
    def drawn(name, using):
        context = {"request": RequestFactory().get("/openings/"), "user": signed_in(), "company": {"name": "Brindle"}, "messages": []}
        return re.sub(r'\s*\n\s*|(?<=>)\s+(?=<)|<input type="hidden" name="csrf[^>]*>', "", render_to_string(name, context, using=using))

    assert drawn("base.jinja", "jinja2") == drawn("base.html", "django")


@pytest.mark.parametrize(("theme", "begins_as"), [("device", "light"), ("light", "light"), ("dark", "dark")])
def test_the_server_writes_the_chosen_look(theme, begins_as):
    assert f'data-theme="{theme}" data-bs-theme="{begins_as}"' in page_at("/", user=signed_in(theme=theme))


def test_errors_are_banners_and_news_are_toasts():
    def said(level, tag, text):
        return type("Said", (), {"level": level, "level_tag": tag, "__str__": lambda self: text})()

    page = page_at("/", messages=[said(constants.ERROR, "error", "Not saved."), said(constants.SUCCESS, "success", "Submitted.")])
    banners, toasts = page.split('class="toast-stack"')
    assert "banner-bad" in banners
    assert "Not saved." in banners
    assert "Submitted." in toasts
    assert "Not saved." not in toasts


# --- What the Content-Security-Policy would refuse


# An exported description is a file that stands alone, not a page of ours.
@pytest.mark.parametrize(
    "template",
    [path for path in TEMPLATES if not path.stem.endswith("_export")],
    ids=lambda path: str(path.relative_to(settings.BASE_DIR / "templates")),
)
def test_templates_hold_no_inline_style_or_script(template):
    source = template.read_text()
    assert re.findall(r"<[^>]*\s(style|on[a-z]+)=", source) == []
    assert "<style" not in source
    assert re.findall(r"<script(?![^>]*\ssrc=)", source) == []
    assert re.findall(r"https?://", source) == []


def test_stylesheets_fetch_only_files_that_we_serve():
    for sheet in (STATIC / "css").glob("*.css"):
        for reference in re.findall(r'url\("([^"]+)"\)', sheet.read_text()):
            assert reference.startswith("../"), reference
            assert finders.find(reference[3:]), reference
