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
    hires = serializers.ListField(child=serializers.ListField(child=serializers.CharField()), help_text="Role code and level, in order.")
    why = serializers.CharField()
    adds = serializers.CharField()
    leaves_open = serializers.CharField()


class CoverageSerializer(serializers.Serializer):
    steps = CoverSerializer(many=True)
    plans = PlanSerializer(many=True)


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
        """Who carries which step, and plans for the next hire, the recommended one first."""
        team = self.get_object()
        told = {"steps": coverage(team.people), "plans": queries.plans_for(team)[0]}
        return Response(CoverageSerializer(told).data)


routes = [("teams", TeamViewSet, "team")]
