"""Private votes. While a round is closed, nobody reads a vote but their own."""

from django.core.exceptions import ValidationError as Refused
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response

from hiring.candidates.models import Application

from .. import actions, queries
from ..models import Vote, VoteRound


class AwaitedVoteSerializer(serializers.ModelSerializer):
    candidate = serializers.CharField(source="application.candidate.name", read_only=True)
    opening = serializers.IntegerField(source="application.opening_id", read_only=True)
    round = serializers.IntegerField(source="number", read_only=True)

    class Meta:
        model = VoteRound
        fields = ["application", "candidate", "opening", "round", "created_at"]
        read_only_fields = fields


class VoteSerializer(serializers.ModelSerializer):
    by = serializers.StringRelatedField()

    class Meta:
        model = Vote
        fields = ["by", "choice", "note", "at"]
        read_only_fields = fields


class NewVoteSerializer(serializers.ModelSerializer):
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="", help_text="Shown once the votes are open.")

    class Meta:
        model = Vote
        fields = ["choice", "note"]


class VoteRoundSerializer(serializers.ModelSerializer):
    opened_by = serializers.StringRelatedField(
        allow_null=True, read_only=True, help_text="Null: they opened with the last vote that was awaited."
    )
    votes = VoteSerializer(source="shown", many=True, help_text="Empty while the round is closed.")

    class Meta:
        model = VoteRound
        fields = ["number", "is_open", "opened_at", "opened_by", "votes"]
        read_only_fields = fields


class PointSerializer(serializers.Serializer):
    skill = serializers.CharField()
    words = serializers.CharField()
    apart = serializers.IntegerField(help_text="Points between the highest and the lowest mark; 0 for a must-have that nobody assessed.")


class VotingSerializer(serializers.Serializer):
    application = serializers.IntegerField()
    round = VoteRoundSerializer(allow_null=True, help_text="The newest; null before the first vote.")
    own = VoteSerializer(allow_null=True)
    awaited = serializers.ListField(child=serializers.CharField(), help_text="Names of those whose votes are not in.")
    agenda = PointSerializer(many=True, allow_null=True, help_text="What to talk about; null until your own vote is in.")
    earlier = VoteRoundSerializer(many=True)


class VoteViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Private votes on an application, by the application's id."""

    lookup_value_converter = "int"
    queryset = VoteRound.objects.none()
    serializer_class = AwaitedVoteSerializer

    def get_queryset(self):
        """Rounds that wait for your vote."""
        return VoteRound.objects.awaiting(self.request.user).select_related("application__candidate").order_by("created_at", "pk")

    @extend_schema(responses=VotingSerializer)
    def retrieve(self, request, pk=None):
        """Where the vote stands: your own vote, who is awaited, and all votes once they are open."""
        return self._voting(self._voter(Application.objects.visible_to(request.user), pk))

    @extend_schema(request=NewVoteSerializer, responses={200: VotingSerializer, 409: OpenApiResponse(VotingSerializer, "Opened meanwhile")})
    def update(self, request, pk=None):
        """Vote, or change your vote. The votes open with the last one that is awaited."""
        application = self._voter(Application.objects.visible_to(request.user), pk)
        sent = NewVoteSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return self._done(application, actions.cast_vote, **sent.validated_data)

    @extend_schema(request=None, responses={200: VotingSerializer, 400: OpenApiResponse(description="Nobody has voted yet")})
    @action(detail=True, methods=["post"])
    def open(self, request, pk=None):
        """Show the votes before all are in; for those who manage the opening."""
        return self._done(self._voter(Application.objects.managed_by(request.user), pk), actions.open_votes)

    @extend_schema(request=None, responses={200: VotingSerializer, 400: OpenApiResponse(description="A vote is under way")})
    @action(detail=True, methods=["post"])
    def again(self, request, pk=None):
        """Begin a further vote, for instance after the talk; for those who manage the opening."""
        return self._done(self._voter(Application.objects.managed_by(request.user), pk), actions.start_round)

    def _voter(self, reachable, pk):
        application = get_object_or_404(reachable.select_related("candidate", "opening"), pk=pk)
        if not queries.may_vote(application, self.request.user):
            raise PermissionDenied("Your own card first: only the panel whose cards are in, and those who manage the opening, vote.")
        return application

    def _done(self, application, write, **said):
        try:
            write(application, **said, by=self.request.user)
        except actions.RoundIsOpen:
            return self._voting(application, status.HTTP_409_CONFLICT)
        except Refused as refusal:
            raise serializers.ValidationError({"detail": refusal.messages}) from refusal
        return self._voting(application)

    def _voting(self, application, code=status.HTTP_200_OK):
        found = queries.voting(application, self.request.user)
        given = {
            "application": application.pk,
            "round": found.round,
            "own": found.own,
            "awaited": [user.name for user in found.waiting],
            "agenda": queries.agenda(application, self.request.user) if found.shows_agenda else None,
            "earlier": found.earlier,
        }
        return Response(VotingSerializer(given).data, status=code)
