"""Plans, interviews and scorecards as JSON, under the same QuerySets and actions as the pages."""

from django.core.exceptions import ValidationError
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from hiring.openings.models import Opening

from . import actions, queries
from .models import Interview, QuestionTime, Rating, Scorecard, ScorecardVersion, StageQuestion


class InterviewerSerializer(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)


class InterviewSerializer(serializers.ModelSerializer):
    interviewer = InterviewerSerializer(read_only=True)
    candidate = serializers.CharField(source="application.candidate.name", read_only=True)
    opening = serializers.IntegerField(source="application.opening_id", read_only=True)
    stage_name = serializers.CharField(source="stage.name", read_only=True)

    class Meta:
        model = Interview
        fields = [
            "id", "application", "opening", "candidate", "stage", "stage_name", "interviewer", "starts_at", "minutes", "place", "cancelled_at",
        ]  # fmt: skip
        read_only_fields = fields


class RatingSerializer(serializers.ModelSerializer):
    skill = serializers.SlugRelatedField("slug", read_only=True)
    name = serializers.CharField(source="skill.name", read_only=True)
    not_assessed = serializers.ChoiceField(
        Rating.NotAssessed.choices, read_only=True, allow_blank=True, help_text="Empty where there is a mark."
    )

    class Meta:
        model = Rating
        fields = ["skill", "name", "value", "not_assessed", "evidence"]
        read_only_fields = fields


class QuestionTimeSerializer(serializers.ModelSerializer):
    """About how many minutes a question took; 0: it was not asked. Questions of which nothing is said are left out."""

    question = serializers.SlugField(source="slug", read_only=True)

    class Meta:
        model = QuestionTime
        fields = ["question", "minutes"]
        read_only_fields = fields


class VersionSerializer(serializers.ModelSerializer):
    by = InterviewerSerializer(read_only=True)

    class Meta:
        model = ScorecardVersion
        fields = ["number", "content", "reason", "by", "at"]
        read_only_fields = fields


class ScorecardSerializer(serializers.ModelSerializer):
    application = serializers.IntegerField(source="interview.application_id", read_only=True)
    interviewer = InterviewerSerializer(source="interview.interviewer", read_only=True)
    rubric = serializers.IntegerField(source="rubric.number", read_only=True)
    recommendation = serializers.ChoiceField(
        Scorecard.Recommendation.choices, read_only=True, allow_blank=True, help_text="Empty until it is chosen."
    )
    ratings = RatingSerializer(many=True, read_only=True)
    times = QuestionTimeSerializer(many=True, read_only=True)
    versions = VersionSerializer(many=True, read_only=True)

    class Meta:
        model = Scorecard
        fields = [
            "id", "interview", "application", "interviewer", "rubric", "recommendation", "summary", "revision", "saved_at", "submitted_at",
            "ratings", "times", "versions",
        ]  # fmt: skip
        read_only_fields = fields


class DraftSerializer(serializers.Serializer):
    """Fields by name: mark-<skill> ("1" to "5", "none", ""), why-<skill>, evidence-<skill>, minutes-<question> ("1" to "480",
    "none" for not asked, ""; a question that has left the plan is passed over), recommendation, summary."""

    revision = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    fields_ = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=20_000, trim_whitespace=False))

    def get_fields(self):
        fields = super().get_fields()
        fields["fields"] = fields.pop("fields_")
        return fields


class SavedSerializer(serializers.Serializer):
    saved_at = serializers.DateTimeField()
    revision = serializers.IntegerField()


class ConflictSerializer(SavedSerializer):
    theirs = serializers.DictField(child=serializers.CharField(), help_text="What stands now, of the fields that were sent.")


class PlannedQuestionSerializer(serializers.Serializer):
    slug = serializers.CharField()
    kind = serializers.CharField()
    prompt = serializers.CharField()
    minutes = serializers.IntegerField()
    skills = serializers.ListField(child=serializers.CharField())


class PlannedStageSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    minutes = serializers.IntegerField()
    purpose = serializers.CharField()
    interviewers = InterviewerSerializer(many=True)
    questions = PlannedQuestionSerializer(many=True)


class CoveredSkillSerializer(serializers.Serializer):
    skill = serializers.CharField(source="skill.slug")
    name = serializers.CharField(source="skill.name")
    weight = serializers.IntegerField(source="skill.weight")
    must_have = serializers.BooleanField(source="skill.must_have")
    signals = serializers.IntegerField()
    minutes = serializers.SerializerMethodField()
    note = serializers.CharField()

    def get_minutes(self, row) -> list[int]:
        return [cell.minutes for cell in row.cells]


class InterviewPlanSerializer(serializers.Serializer):
    rubric = serializers.IntegerField(source="rubric.number")
    rubric_frozen_at = serializers.DateTimeField(source="rubric.frozen_at", allow_null=True)
    stages = PlannedStageSerializer(many=True)
    coverage = CoveredSkillSerializer(source="coverage.rows", many=True)
    not_part_of_the_role = CoveredSkillSerializer(source="coverage.others", many=True)


def _refusal(fault):
    return Response({"detail": fault.messages}, status=status.HTTP_400_BAD_REQUEST)


class InterviewViewSet(viewsets.ReadOnlyModelViewSet):
    """One's own interviews, and those of openings one manages. Nothing here tells whether a card is in."""

    lookup_value_converter = "int"
    queryset = Interview.objects.none()
    serializer_class = InterviewSerializer

    def get_queryset(self):
        interviews = Interview.objects.visible_to(self.request.user)
        return interviews.select_related("application__candidate", "stage", "interviewer")

    @extend_schema(request=None, responses=ScorecardSerializer)
    @action(detail=True, methods=["post"], url_path="open-scorecard", url_name="open-scorecard")
    def open_scorecard(self, request, pk=None):
        """Open one's own scorecard, or get it again. The first card freezes the opening's rubric."""
        interview = get_object_or_404(Interview.objects.of(request.user), pk=pk)
        card = actions.open_scorecard(interview, by=request.user)
        return Response(ScorecardSerializer(card).data)


class ScorecardViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Scorecards under the blind rule: one's own, and submitted ones where one owes none."""

    lookup_value_converter = "int"
    queryset = Scorecard.objects.none()
    serializer_class = ScorecardSerializer

    def get_queryset(self):
        return queries.cards_visible_to(self.request.user)

    def _own(self, pk):
        own = Interview.objects.of(self.request.user).values("pk")
        return get_object_or_404(self.get_queryset().filter(interview__in=own), pk=pk)

    @extend_schema(request=DraftSerializer, responses={200: SavedSerializer, 409: ConflictSerializer, 400: OpenApiResponse()})
    @action(detail=True, methods=["patch"], url_path="draft", url_name="save")
    def save_draft(self, request, pk=None):
        """Save some fields of one's own draft. A stale `revision` answers 409 with what stands, and changes nothing."""
        card = self._own(pk)
        draft = DraftSerializer(data=request.data)
        draft.is_valid(raise_exception=True)
        try:
            card = actions.save_draft(card, draft.validated_data["fields"], revision=draft.validated_data["revision"], by=request.user)
        except actions.Stale as fault:
            now = {"saved_at": fault.card.saved_at, "revision": fault.card.revision, "theirs": fault.theirs}
            return Response(ConflictSerializer(now).data, status=status.HTTP_409_CONFLICT)
        except ValidationError as fault:
            return _refusal(fault)
        return Response(SavedSerializer(card).data)

    @extend_schema(request=None, responses={200: ScorecardSerializer, 400: OpenApiResponse()})
    @action(detail=True, methods=["post"])
    def submit(self, request, pk=None):
        """Submit one's own card. Twice is once: the second answer is the first one's card."""
        try:
            return Response(ScorecardSerializer(actions.submit_scorecard(self._own(pk), by=request.user)).data)
        except ValidationError as fault:
            return _refusal(fault)


class PlanViewSet(viewsets.GenericViewSet):
    """The interview plan of an opening, by the opening's id."""

    lookup_value_converter = "int"
    queryset = Opening.objects.none()
    serializer_class = InterviewPlanSerializer

    def get_queryset(self):
        return Opening.objects.managed_by(self.request.user).select_related("role")

    @extend_schema(responses=InterviewPlanSerializer)
    def retrieve(self, request, pk=None):
        return Response(InterviewPlanSerializer(queries.plan(self.get_object())).data)


class TimingSerializer(serializers.Serializer):
    said = serializers.IntegerField(help_text="Cards that say anything of how long it took.")
    asked = serializers.IntegerField(help_text="Those of them on which it was asked.")
    median = serializers.IntegerField(allow_null=True, help_text="Minutes; null below three cards.")
    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)


class QuestionHealthSerializer(serializers.Serializer):
    question = serializers.CharField(source="slug")
    prompt = serializers.CharField()
    skill = serializers.CharField(help_text="The one that it is mainly about.")
    plans = serializers.IntegerField()
    interviews = serializers.IntegerField(source="asked", help_text="With a submitted card, and not said to have left it out.")
    planned_minutes = serializers.ListField(source="minutes", child=serializers.IntegerField(), help_text="Least and most.")
    timing = TimingSerializer()
    marks = serializers.IntegerField(source="health.marks")
    spread = serializers.FloatField(source="health.spread", allow_null=True, help_text="Standard deviation of the marks, in points.")
    low = serializers.FloatField(source="health.low", allow_null=True, help_text="Lower end of its 80% interval.")
    high = serializers.FloatField(source="health.high", allow_null=True)
    verdict = serializers.SerializerMethodField()

    def get_verdict(self, row) -> str:
        return row.verdict[1]


class QuestionHealthViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """How the questions of your plans do, for those who may open positions, from the cards that you may see."""

    queryset = StageQuestion.objects.none()
    serializer_class = QuestionHealthSerializer

    def get_queryset(self):
        if not self.request.user.may_open_positions:
            raise PermissionDenied
        return queries.question_health(self.request.user)


routes = [
    ("interviews", InterviewViewSet, "interview"),
    ("scorecards", ScorecardViewSet, "scorecard"),
    ("plans", PlanViewSet, "plan"),
    ("question-health", QuestionHealthViewSet, "question-health"),
]
