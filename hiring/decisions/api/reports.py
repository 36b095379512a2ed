"""Reports: of one opening, of all that one manages, and the company's check on fairness."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from hiring.candidates.models import Application
from hiring.openings.models import Opening

from .. import queries
from ..exports import ROUGH, reading
from ..flow import ORDER
from ..permissions import may_report

STAGES = [(stage, Application.Stage(stage).label) for stage in ORDER]
SHARE = "0 to 1"


class FunnelRowSerializer(serializers.Serializer):
    stage = serializers.ChoiceField(STAGES)
    reached = serializers.IntegerField(help_text="It or a later stage was entered.")
    went_on = serializers.IntegerField()
    rejected = serializers.IntegerField()
    withdrawn = serializers.IntegerField()
    under_way = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True, help_text=f"Of those whose way through the stage is over, {SHARE}.")
    low = serializers.FloatField(allow_null=True, help_text="Lower end of its 80% interval.")
    high = serializers.FloatField(allow_null=True)


class DaysField(serializers.FloatField):
    """To the tenth of a day: whoever still waits, waits longer at each call."""

    def to_representation(self, value):
        return round(value, 1)


class StageTimeSerializer(serializers.Serializer):
    stage = serializers.ChoiceField(STAGES[:-1])
    visits = serializers.IntegerField(help_text="Visits that are over.")
    days = DaysField(allow_null=True, help_text="Median.")
    quarter = DaysField(allow_null=True, help_text="First quartile in days, from five visits on.")
    three_quarters = DaysField(allow_null=True)
    waiting = serializers.IntegerField()
    waiting_days = DaysField(allow_null=True, help_text="Median so far of those who wait.")


class AgreementSerializer(serializers.Serializer):
    coefficient = serializers.CharField(source="kind")
    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True, help_text="Lower end of its 80% interval.")
    high = serializers.FloatField(allow_null=True)
    pairs = serializers.IntegerField(source="n")
    reading = serializers.CharField(source="reason", help_text="What the value says, or why there is none.")


class SignalSerializer(serializers.Serializer):
    of = serializers.CharField(source="name")
    cards = serializers.IntegerField()
    marks = serializers.IntegerField()
    not_assessed = serializers.IntegerField()
    spread = serializers.FloatField(allow_null=True, help_text="Standard deviation of the marks, in points.")
    usual = serializers.IntegerField(allow_null=True, help_text="The mark given most.")
    usual_share = serializers.FloatField(allow_null=True, help_text=SHARE)
    agreement = AgreementSerializer()


class ReportSerializer(serializers.Serializer):
    applications = serializers.IntegerField()
    closed = serializers.IntegerField(help_text="Left out until your own cards are in.")
    funnel = FunnelRowSerializer(many=True)
    times = StageTimeSerializer(many=True)
    signals = SignalSerializer(many=True, help_text="By stage of the plan, or by opening in the report of all.")


class ComparedGroupSerializer(serializers.Serializer):
    group = serializers.CharField()
    chosen = serializers.IntegerField(allow_null=True, help_text="Null where only rates may be told.")
    people = serializers.IntegerField(allow_null=True)
    rate = serializers.FloatField(help_text=SHARE)
    ratio = serializers.FloatField(allow_null=True, help_text="To the highest rate; null for the group that has it.")
    low = serializers.FloatField(allow_null=True, help_text="Lower end of its 95% interval.")
    high = serializers.FloatField(allow_null=True)
    p = serializers.FloatField(allow_null=True, help_text="Fisher’s exact test, two-sided.")
    reading = serializers.CharField()


class ImpactTableSerializer(serializers.Serializer):
    by = serializers.ChoiceField(["sex", "ethnicity", "both"])
    groups = ComparedGroupSerializer(many=True)
    hidden = serializers.IntegerField(help_text="Groups that cannot be shown without telling of single people.")


class FairnessSerializer(serializers.Serializer):
    is_closed = serializers.BooleanField(help_text="Until your own cards for decided candidates are in.")
    selection = ImpactTableSerializer(many=True)
    scoring = ImpactTableSerializer(many=True)


class ReportViewSet(viewsets.GenericViewSet):
    """Funnel, time in each stage and quality of signal. Names of interviewers stand in none."""

    lookup_value_converter = "int"
    queryset = Opening.objects.none()
    serializer_class = ReportSerializer

    @extend_schema(responses=ReportSerializer)
    def retrieve(self, request, pk=None):
        """The report of one opening, by its id."""
        opening = get_object_or_404(Opening.objects.managed_by(request.user), pk=pk)
        return Response(ReportSerializer(queries.opening_report(opening, request.user)).data)

    @extend_schema(responses=ReportSerializer)
    @action(detail=False)
    def company(self, request):
        """All openings that you manage, taken together."""
        if not may_report(request.user):
            raise PermissionDenied
        return Response(ReportSerializer(queries.company_report(request.user)).data)

    @extend_schema(responses=FairnessSerializer)
    @action(detail=False)
    def fairness(self, request):
        """Selection and scoring of groups in the whole company, for those whom an admin gave sight of it."""
        if not request.user.sees_demographics:
            raise PermissionDenied
        people, is_closed = queries.decided_with_answers(request.user)
        found = None if is_closed else queries.fairness_report(people)
        given = {
            "is_closed": is_closed,
            "selection": [_impact(table, with_counts=True) for table in found.selection] if found else [],
            "scoring": [_impact(table, with_counts=False) for table in found.scoring] if found else [],
        }
        return Response(FairnessSerializer(given).data)


def _impact(table, *, with_counts):
    return {"by": table.by, "groups": [_group(table.by, each, with_counts) for each in table.groups], "hidden": len(table.hidden)}


def _group(by, group, with_counts):
    against = group.compared
    figures = {name: against and getattr(against, name) for name in ("ratio", "low", "high", "p")} | {"rate": group.rate}
    if not with_counts:
        figures = {name: value and round(value, ROUGH) for name, value in figures.items()}
    return figures | {
        "group": queries.group_name(by, group.group),
        "chosen": group.selected if with_counts else None,
        "people": group.people if with_counts else None,
        "reading": reading(group, with_counts),
    }
