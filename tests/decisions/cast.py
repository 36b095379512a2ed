"""An opening with candidates and panels of interviewers, for the tests of rankings and debriefs."""

from tests import factories

SKILLS = (
    "model-deployment",
    "software-engineering-practice",
    "model-monitoring",
    "ml-system-design",
    "containers",
    "experiment-platforms",
    "testing",
    "model-optimisation",
    "model-handover",
    "communication",
)
NAMES = (
    "Amara Okafor",
    "Leila Haddad",
    "Tomasz Zieliński",
    "Priya Nair",
    "Daniel Brandt",
    "Wei-Ling Chen",
    "Rafael Souza",
    "Saoirse Byrne",
)
ABILITY = (4, 4, 4, 4, 3, 3, 2, 2)
SEVERITY = (0, 1, -1)


def make_panel(opening, count=8, raters=3, *, stage="debrief"):
    """`count` applications, each met by `raters` interviewers of unlike severity; marks differ by skill without chance."""
    people = [factories.make_user(f"Rater {'ABCDEF'[n]}", email=f"rater{n}@example.org") for n in range(raters)]
    plan = factories.make_stage(opening)
    applications = []
    for place in range(count):
        application = factories.make_application(opening, NAMES[place % len(NAMES)], stage=stage)
        for rater, user in enumerate(people):
            interview = factories.make_interview(application, user, stage=plan)
            factories.make_scorecard(interview, marks_of(place, rater))
        applications.append(application)
    return applications


def marks_of(place, rater):
    wobble = lambda k: (place * 7 + rater * 5 + k * 3) % 3 - 1  # noqa: E731 - a table of small differences
    level = ABILITY[place % len(ABILITY)] - SEVERITY[rater % len(SEVERITY)]
    return {slug: min(max(level + (wobble(k) if k % 2 else 0), 1), 5) for k, slug in enumerate(SKILLS)}
