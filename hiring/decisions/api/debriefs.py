"""Candidates of an opening side by side, under the same rules as the page."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.response import Response

from hiring.candidates.models import Application
from hiring.openings.models import Opening

from .. import queries
from ..debrief import debrief


class GateSerializer(serializers.Serializer):
    skill = serializers.SlugField()
    threshold = serializers.FloatField()
    state = serializers.ChoiceField(["met", "not met", "unclear"])
    chance = serializers.FloatField(
        source="p_met", allow_null=True, help_text="Of being at the threshold or above, 0 to 1; null if not assessed."
    )
    opinions = serializers.IntegerField(help_text="Interviewers whose marks bear on it; one alone leaves the gate unclear.")


class CardsSerializer(serializers.Serializer):
    submitted = serializers.IntegerField()
    missing = serializers.IntegerField(help_text="The interview is over and its card is not in.")
    ahead = serializers.IntegerField()


class RecommendationSerializer(serializers.Serializer):
    interviewer = serializers.CharField(source="interview.interviewer.name")
    recommendation = serializers.CharField()


class MarkSerializer(serializers.Serializer):
    skill = serializers.SlugField(source="skill.slug")
    interviewer = serializers.CharField(source="scorecard.interview.interviewer.name")
    value = serializers.IntegerField(min_value=1, max_value=5)
    evidence = serializers.CharField()


class DebriefCandidateSerializer(serializers.Serializer):
    application = serializers.IntegerField()
    name = serializers.CharField()
    stage = serializers.ChoiceField(Application.Stage.choices)
    gates = GateSerializer(many=True)
    mean = serializers.FloatField(allow_null=True, help_text="Weighted mean of the assessed skills, 1 to 5.")
    ratings = serializers.IntegerField()
    interviews = serializers.IntegerField()
    coverage = serializers.FloatField(help_text="Share of the weight assessed, 0 to 1.")
    score = serializers.FloatField(allow_null=True, help_text="Adjusted for interviewers; null while you owe a card in this opening.")
    low = serializers.FloatField(allow_null=True, help_text="Lower end of the 80% interval.")
    high = serializers.FloatField(allow_null=True)
    why = serializers.CharField(help_text="Why score and mean differ.")
    caveats = serializers.ListField(child=serializers.CharField())
    cards = CardsSerializer()
    recommendations = RecommendationSerializer(many=True)
    marks = MarkSerializer(many=True)


class DebriefSerializer(serializers.Serializer):
    opening = serializers.IntegerField()
    rubric = serializers.IntegerField()
    method = serializers.CharField()
    closed = serializers.ListField(child=serializers.IntegerField(), help_text="Applications closed to you until your own card is in.")
    candidates = DebriefCandidateSerializer(many=True)


class DebriefViewSet(viewsets.GenericViewSet):
    """Candidates of an opening side by side, for those who manage it."""

    lookup_value_converter = "int"
    queryset = Opening.objects.none()
    serializer_class = DebriefSerializer

    def get_queryset(self):
        return Opening.objects.managed_by(self.request.user)

    @extend_schema(
        parameters=[OpenApiParameter("with", OpenApiTypes.INT, many=True, description="Applications to show, at most five.")],
        responses=DebriefSerializer,
    )
    def retrieve(self, request, pk=None):
        """Marks, gates and scores of up to five candidates, worked out from the marks that you may see."""
        table = queries.table(self.get_object(), request.user)
        chosen = [int(value) for value in request.query_params.getlist("with") if value.isdecimal() and len(value) < 10]
        found = debrief(table, queries.cards_of(table), {}, chosen)
        given = {
            "opening": table.opening.pk,
            "rubric": table.rubric.number,
            "method": table.standing.method,
            "closed": [application.pk for application in table.closed],
            "candidates": [_candidate(table, found, column) for column in found.columns],
        }
        return Response(DebriefSerializer(given).data)


def _candidate(table, found, column):
    place, score = column.place, column.place and column.place.score
    shows_score = score is not None and not table.owed
    return {
        "application": column.application.pk,
        "name": column.name,
        "stage": column.application.stage,
        "gates": place.gates if place else (),
        "mean": score.raw if score else None,
        "ratings": score.ratings if score else 0,
        "interviews": score.interviews if score else 0,
        "coverage": score.coverage if score else 0.0,
        "score": score.score if shows_score else None,
        "low": score.low if shows_score else None,
        "high": score.high if shows_score else None,
        "why": place.why if shows_score else "",
        "caveats": place.caveats if place else (),
        "cards": column.cards,
        "recommendations": column.scorecards,
        "marks": [rating for row in found.skills for cell in row.cells if cell.column is column for rating in cell.ratings],
    }
