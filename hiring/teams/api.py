"""Teams and their members, under the same rules as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import permissions, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from . import queries
from .coverage import coverage
from .models import Member, Team


class MemberSerializer(serializers.ModelSerializer):
    role = serializers.CharField(source="role.code", read_only=True)

    class Meta:
        model = Member
        fields = ["id", "name", "role", "level", "reports_to"]
        read_only_fields = fields


class TeamSerializer(serializers.ModelSerializer):
    members = MemberSerializer(many=True, read_only=True)
    reports_apart = serializers.BooleanField(read_only=True, help_text="Data scientists and ML engineers have different leaders.")

    class Meta:
        model = Team
        fields = ["id", "name", "purpose", "leader", "maturity", "reports_apart", "members"]
        read_only_fields = fields


class CoverSerializer(serializers.Serializer):
    step = serializers.CharField()
    owns = serializers.ListField(child=serializers.CharField())
    backs = serializers.ListField(child=serializers.CharField())
    learning = serializers.ListField(child=serializers.CharField())
    helps = serializers.ListField(child=serializers.CharField())


class PlanSerializer(serializers.Serializer):
    hires = serializers.ListField(
        source="plan.hires", child=serializers.ListField(child=serializers.CharField()), help_text="Role code and level, in order."
    )
    why = serializers.CharField(source="plan.why")
    adds = serializers.CharField(source="plan.adds")
    leaves_open = serializers.CharField(source="plan.leaves_open")
    cost = serializers.IntegerField(
        source="total", allow_null=True, help_text="Medians a year where the team last looked for someone; null where one is not known."
    )


class SeatSerializer(serializers.Serializer):
    title = serializers.CharField()
    cost = serializers.IntegerField(allow_null=True, help_text="Midpoint a year; null where it is not known.")
    basis = serializers.CharField()


class BudgetSerializer(serializers.Serializer):
    a_year = serializers.IntegerField()
    taken = serializers.IntegerField(help_text="By the open seats that you may see and whose cost is known.")
    left = serializers.IntegerField(help_text="Below zero where they cost more than there is.")
    seats = SeatSerializer(many=True)


class CoverageSerializer(serializers.Serializer):
    steps = CoverSerializer(many=True)
    currency = serializers.CharField(help_text="Of every amount here.")
    plans = PlanSerializer(many=True)
    budget = BudgetSerializer(allow_null=True, help_text="Null for a team without one, and for those who may not open positions.")


class TeamViewSet(viewsets.ReadOnlyModelViewSet):
    """Teams with their members; who works here is open to everyone who is signed in."""

    lookup_value_converter = "int"
    serializer_class = TeamSerializer
    permission_classes = [permissions.IsAuthenticated]
    queryset = Team.objects.none()

    def get_queryset(self):
        return queries.teams_with_members().filter(pk__in=Team.objects.visible_to(self.request.user))

    @extend_schema(responses=CoverageSerializer)
    @action(detail=True)
    def coverage(self, request, pk=None):
        """Who carries which step, plans for the next hire, the recommended one first, and what they and the open seats cost."""
        team = self.get_object()
        hires = queries.next_hires_of(team, queries.usual_country(team), request.user)
        told = {"steps": coverage(team.people), "currency": hires.pays.currency, "plans": hires.plans, "budget": hires.budget}
        return Response(CoverageSerializer(told).data)


routes = [("teams", TeamViewSet, "team")]
