"""The blind rule: until one's own card is in, nothing tells what others thought of a candidate, or that they did.

Every route with a row in the permission matrix is opened by someone who owes a card, while the others' cards say 1,
say 5, and do not exist. Apart from tokens and clock times the answers must be the same to the byte.
"""

import re
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hiring.accounts.prepared import made
from hiring.background.models import Job
from hiring.interviews import actions, queries
from hiring.interviews.models import Interview, Rating, Scorecard, ScorecardVersion
from tests import factories
from tests.walking import all_rows, path_of, undone
from tests.world import make_world

pytestmark = pytest.mark.django_db
MASKS = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'"X-CSRFToken": "[^"]*"'),
    re.compile(rb"\d\d:\d\d(:\d\d(\.\d+)?)?"),
    re.compile(rb"\d+ (h|min|day|days) (ago|after)|just now"),
    re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),  # numbers of jobs that the request itself began
    re.compile(rb":\w{6}:[\w-]{43}"),  # the time and signature in a signed address
)


SECRETS = ("accounts:token_create",)  # what a POST there answers is random by design
ROWS = [row for row in all_rows() if row.name not in SECRETS]


@pytest.fixture
def world(db):
    """The interviewer owes a card; the manager owes one as well and is blind for it, though they manage."""
    world = make_world()
    world.manager_interview = factories.make_interview(world.application, world.manager, stage=world.stage)
    factories.make_interview(world.application, factories.make_user("Third Rater"), stage=world.stage)
    return world


def others(world):
    return Scorecard.objects.filter(interview__application=world.application).exclude(
        interview__interviewer__in=[world.interviewer, world.manager]
    )


def say(mark):
    def scenario(world):
        for card in others(world):
            card.ratings.update(value=mark, not_assessed="", evidence=f"Everything here was a {mark}.")
            recommendation = "strong_yes" if mark == 5 else "strong_no"
            Scorecard.objects.filter(pk=card.pk).update(recommendation=recommendation, summary=f"All in all a {mark}.")
            ScorecardVersion.objects.filter(scorecard=card).update(content={"summary": f"All in all a {mark}."})
            for question in card.interview.stage.questions.all():
                card.times.update_or_create(slug=question.slug, defaults={"minutes": 10 * mark})

    return scenario


def absent(world):
    others(world).delete()


NEW_ID = re.compile(
    rb'"id":\d+|^Location: /teams/\d+/$', re.MULTILINE
)  # PostgreSQL gives no number twice, even when the row is rolled back


def masked(response, method):
    content = b"".join(response) if response.streaming else response.content
    kept = sorted(f"{name}: {value}" for name, value in response.items() if name not in ("Content-Length", "Expires", "Date"))
    whole = "\n".join(kept).encode() + content
    for mask in MASKS:
        whole = mask.sub(b"", whole)
    return response.status_code, NEW_ID.sub(b"", whole) if method == "post" else whole


def answers(client, world, user, scenario):
    """(route, method) to the masked answer of every matrix row, as `user`, after `scenario`; nothing is kept."""
    found = {}
    client.force_login(user)
    visit = client.cookies.output(header="", sep=";")
    with transaction.atomic():
        scenario(world)
        for place, row in enumerate(ROWS):
            json = {"content_type": "application/json"} if row.name.startswith("api:") and row.method != "get" else {}
            client.cookies.clear()
            client.cookies.load(visit)
            path = path_of(row, world)
            key = place, row.method, row.name, re.sub(r":\w{6}:[\w-]{43}", "", path)
            with undone():
                found[key] = masked(getattr(client, row.method)(path, row.data or None, **json), row.method)
        transaction.set_rollback(True)
    return found


def differing(client, world, user, scenarios=None):
    first, *rest = (answers(client, world, user, scenario) for scenario in scenarios or (say(1), say(5)))
    return sorted({f"{key[1]} {key[3]}" for other in rest for key in first if first[key] != other[key]})


@pytest.mark.parametrize("kind", ["interviewer", "manager"])
def test_no_route_tells_someone_who_owes_a_card_what_others_thought(kind, world, client):
    assert differing(client, world, world.user(kind), (say(1), say(5), absent)) == []


def test_the_walk_notices_when_something_does_differ(world, client):
    """The same walk as someone who has submitted: it must find their panel, card and API."""
    found = differing(client, world, world.colleague)
    for route in ("panel", "scorecard-list"):
        path = {"panel": f"get /applications/{world.application.pk}/panel/", "scorecard-list": "get /api/scorecards/"}[route]
        assert path in found


@pytest.fixture
def queries_made_anew():
    """Neither those made under the rule, nor afterwards those made under the planted one."""
    made.cache_clear()
    yield
    made.cache_clear()


@pytest.mark.usefixtures("queries_made_anew")
@pytest.mark.parametrize("name", ["visible_to", "unrated_by"])
def test_a_leak_in_the_rule_itself_is_found(name, world, client, monkeypatch):
    """Planted: whoever is on the opening sees all submitted cards; nobody ever owes one."""
    if name == "visible_to":
        monkeypatch.setattr(type(Scorecard.objects.all()), "visible_to", lambda self, user: self.filter(submitted_at__isnull=False))
    else:
        monkeypatch.setattr(type(Interview.objects.all()), "unrated_by", lambda self, user: self.none())
    assert differing(client, world, world.user("manager")) != []


# --- The rule by itself --------------------------------------------------------------


def test_cards_open_once_ones_own_is_in(world):
    assert list(Scorecard.objects.visible_to(world.interviewer)) == []
    factories.make_scorecard(world.interview)
    assert world.colleague_card in Scorecard.objects.visible_to(world.interviewer)


def test_a_draft_is_seen_by_its_writer_alone(world):
    draft = factories.make_scorecard(world.interview, submitted=False)
    seen_by = [
        kind
        for kind in ("interviewer", "colleague", "manager", "recruiter", "admin", "outsider")
        if draft in Scorecard.objects.visible_to(world.user(kind))
    ]
    assert seen_by == ["interviewer"]


def test_a_second_interview_closes_what_the_first_card_opened(world):
    factories.make_scorecard(world.interview)
    factories.make_interview(world.application, world.interviewer)
    assert world.colleague_card not in Scorecard.objects.visible_to(world.interviewer)


def test_other_candidates_stay_open_while_one_card_is_owed(world):
    other = factories.make_interview(world.decided, world.colleague)
    card = factories.make_scorecard(other)
    assert card in Scorecard.objects.visible_to(world.manager)
    assert world.colleague_card not in Scorecard.objects.visible_to(world.manager)


def test_whoever_loses_their_part_sees_nothing_from_the_next_request_on(world, client):
    client.force_login(world.colleague)
    url = reverse("interviews:scorecard_view", args=[world.colleague_card.pk])
    assert client.get(url).status_code == 200
    world.opening.memberships.filter(user=world.colleague).delete()
    assert client.get(url).status_code == 404
    assert client.post(reverse("interviews:scorecard_save", args=[world.colleague_interview.pk]), {"summary": "x"}).status_code == 404


def test_ratings_follow_their_cards(world):
    assert not Rating.objects.visible_to(world.interviewer).exists()
    assert Rating.objects.visible_to(world.colleague).filter(scorecard=world.colleague_card).exists()


def test_a_blind_manager_may_not_try_to_call_off_a_colleagues_interview(world, client):
    """Calling it off would be refused for a card that is in, and so tell that it is."""
    client.force_login(world.manager)
    assert client.post(reverse("interviews:interview_cancel", args=[world.colleague_interview.pk])).status_code == 404
    assert client.get(reverse("interviews:interview_cancel", args=[world.manager_interview.pk])).status_code == 200


def test_a_kit_job_is_refused_once_the_part_is_gone(world, client):
    client.force_login(world.interviewer)
    client.post(reverse("interviews:kit_pdf", args=[world.interview.pk]))
    job = Job.objects.get(kind="interviews.kit_pdf")
    assert client.get(job.get_absolute_url()).status_code == 200
    world.opening.memberships.filter(user=world.interviewer).delete()
    assert client.get(job.get_absolute_url()).status_code == 404


def test_submitting_opens_the_panel(world, client):
    client.force_login(world.interviewer)
    panel = reverse("interviews:panel", args=[world.application.pk])
    assert "Your own card first" in client.get(panel).text
    card = actions.open_scorecard(world.interview, by=world.interviewer)
    marks = {f"mark-{slug}": 3 for slug in queries.asked_skills(card)}
    card = actions.save_draft(card, {**marks, "recommendation": "no" if marks else "not_enough"}, revision=0, by=world.interviewer)
    client.post(reverse("interviews:scorecard_submit", args=[world.interview.pk]), {"revision": card.revision})
    assert "Colin Colleague" in client.get(panel).text
    assert timezone.now() >= Scorecard.objects.get(pk=card.pk).submitted_at


# --- One place knows the rule ------------------------------------------------------------


def test_every_read_of_cards_and_ratings_names_the_viewer():
    """Outside the models and the actions of interviews each use of the managers goes through `visible_to`."""
    root = Path(__file__).parents[2] / "hiring"
    home = root / "interviews"
    wrong = []
    for path in root.rglob("*.py"):
        if path == home / "models.py" or home / "actions" in path.parents or "migrations" in path.parts:
            continue
        for line in path.read_text().splitlines():
            if re.search(r"\b(Scorecard|Rating|ScorecardVersion)\.objects\b(?!\.(visible_to|none)\b)", line):
                wrong.append(f"{path.relative_to(root)}: {line.strip()}")
            if re.search(r"\.(scorecards|ratings|versions)\.(filter|exclude|aggregate|count|exists)\(", line) and home not in path.parents:
                wrong.append(f"{path.relative_to(root)}: {line.strip()}")
    assert wrong == []
