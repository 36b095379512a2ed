"""Makes what the tests of races need, in the database of a running app, and prints its ids and tokens as JSON.

Run as `python -m tests.servers.cast` with that app's environment.
"""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teamapp.settings")
django.setup()

from hiring.accounts.models import ApiToken  # noqa: E402
from hiring.background.models import Job  # noqa: E402
from hiring.openings.queries import latest_description  # noqa: E402
from tests import factories  # noqa: E402

ROUNDS = 3


def main():
    manager, other = (factories.make_user(f"Manager {name}", part="manager") for name in ("One", "Two"))
    opening = factories.make_opening(manager, members=[(other, "manager")])
    stage = factories.make_stage(opening)
    drafts, complete, undecided = [], [], []
    for number in range(ROUNDS):
        application = factories.make_application(opening)
        undecided.append(factories.make_application(opening).pk)
        writers = [factories.make_user(f"Writer {number} {part}") for part in ("a", "b")]
        cards = [factories.make_scorecard(factories.make_interview(application, each, stage=stage), submitted=False) for each in writers]
        complete.append([ready(cards[0]).pk, token(writers[0])])
        drafts.append([cards[1].pk, token(writers[1])])
    jobs = [Job.objects.create(kind="openings.description_pdf", title="PDF", created_by=manager, arguments={}) for _ in range(ROUNDS)]
    version = latest_description(opening)
    made = {
        "opening": opening.pk, "version": version.number, "manager": manager.pk, "tokens": [token(manager), token(other)],
        "complete": complete, "drafts": drafts, "undecided": undecided, "jobs": [str(job.pk) for job in jobs],
    }  # fmt: skip
    print(json.dumps(made))  # noqa: T201


def ready(card):
    """Nothing is missing but the submit."""
    type(card).objects.filter(pk=card.pk).update(recommendation="yes")
    return card


def token(user):
    return ApiToken.objects.create(user, name="Races", scope="write")[1]


if __name__ == "__main__":
    main()
