"""The catalogue is open to everyone who is signed in."""

from hiring.catalog.models import PracticeSample, Question, Role, Skill
from tests.matrix import everyone

ROWS = [
    everyone("catalog:roles"),
    everyone("catalog:which"),
    everyone("catalog:compare", query="?a=ds-mid&b=mle-mid"),
    everyone("catalog:role", lambda world: [Role.objects.first().slug]),
    everyone("catalog:skills"),
    everyone("catalog:skill", lambda world: [Skill.objects.first().slug]),
    everyone("catalog:questions"),
    everyone("catalog:question", lambda world: [Question.objects.first().slug]),
    everyone("api:role-list"),
    everyone("api:role-detail", lambda world: [Role.objects.first().slug]),
    everyone("api:skill-list"),
    everyone("api:skill-detail", lambda world: [Skill.objects.first().slug]),
    everyone("api:question-list"),
    everyone("api:question-detail", lambda world: [Question.objects.first().slug]),
    everyone("api:practice-sample-list"),
    everyone("api:practice-sample-detail", lambda world: [PracticeSample.objects.first().pk]),
]
