"""The catalogue as JSON, read-only, under the same QuerySets as the pages."""

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from .forms import QuestionFilter
from .models import PracticeSample, ProfileSkill, Question, Role, RoleLevel, Skill
from .queries import question_bank


class ProfileSkillSerializer(serializers.ModelSerializer):
    skill = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = ProfileSkill
        fields = ["skill", "weight", "expected", "must_have"]
        read_only_fields = fields


class RoleLevelSerializer(serializers.ModelSerializer):
    profile = ProfileSkillSerializer(many=True, read_only=True)

    class Meta:
        model = RoleLevel
        fields = [
            "level", "purpose", "scope", "duties", "decisions_owned", "mis_hires", "backgrounds", "tech_stack_note",
            "success_90_days", "success_year", "supervises", "reports_to", "profile",
        ]  # fmt: skip
        read_only_fields = fields


class RoleSerializer(serializers.ModelSerializer):
    class Meta:
        model = Role
        fields = [
            "slug", "code", "name", "plural", "summary", "objective", "novelty", "background", "common_mis_hire", "does_not_do",
            "lifecycle", "tech_stack", "comes_from", "goes_to", "catalogue_version", "retired",
        ]  # fmt: skip
        read_only_fields = fields


class RoleDetailSerializer(RoleSerializer):
    levels = RoleLevelSerializer(many=True, read_only=True)

    class Meta(RoleSerializer.Meta):
        fields = read_only_fields = [*RoleSerializer.Meta.fields, "levels"]


class SkillSerializer(serializers.ModelSerializer):
    group = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = Skill
        fields = [
            "slug", "name", "group", "definition", "is_not", "behaviours", "anchors", "senior_anchors", "catalogue_version", "retired",
        ]  # fmt: skip
        read_only_fields = fields


class QuestionSerializer(serializers.ModelSerializer):
    skills = serializers.SerializerMethodField()

    class Meta:
        model = Question
        fields = [
            "slug", "kind", "prompt", "minutes", "level_from", "level_to", "skills", "idea", "follow_ups", "strong", "adequate", "weak",
            "answer", "avoid", "catalogue_version", "retired",
        ]  # fmt: skip
        read_only_fields = fields

    def get_skills(self, question) -> list[str]:
        return [skill.slug for skill in question.ordered_skills]


class PracticeSampleSerializer(serializers.ModelSerializer):
    skill = serializers.SlugRelatedField("slug", read_only=True)
    question = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = PracticeSample
        fields = ["id", "skill", "question", "answers", "catalogue_version", "retired"]
        read_only_fields = fields


class BySlug:
    lookup_field = "slug"
    lookup_value_converter = "slug"


class RoleViewSet(BySlug, viewsets.ReadOnlyModelViewSet):
    """Roles; one role comes with its four levels and their profiles."""

    queryset = Role.objects.none()

    def get_queryset(self):
        roles = Role.objects.visible_to(self.request.user)
        if self.action == "list":
            return roles.current()
        return roles.prefetch_related("levels__profile__skill")

    def get_serializer_class(self):
        return RoleSerializer if self.action == "list" else RoleDetailSerializer


class SkillViewSet(BySlug, viewsets.ReadOnlyModelViewSet):
    """Skills with their anchors for the marks 1 to 5."""

    queryset = Skill.objects.none()
    serializer_class = SkillSerializer

    def get_queryset(self):
        skills = Skill.objects.visible_to(self.request.user).select_related("group").order_by("group__position", "position")
        return skills.current() if self.action == "list" else skills


FILTERS = [OpenApiParameter(name, description=text) for name, text in {
    "q": "Words that must all occur", "skill": "Slug of a skill", "role": "Slug of a role whose profile the question informs",
    "level": "entry, mid, senior or lead", "kind": "behavioural, situational, technical or work-sample",
    "minutes": "At most so many: 5, 10, 15, 30 or 60",
}.items()]  # fmt: skip


@extend_schema_view(list=extend_schema(parameters=FILTERS))
class QuestionViewSet(BySlug, viewsets.ReadOnlyModelViewSet):
    """The question bank, with the filters of its page. A filter that cannot be read answers 400."""

    queryset = Question.objects.none()
    serializer_class = QuestionSerializer

    def get_queryset(self):
        questions = Question.objects.visible_to(self.request.user).with_skills()
        if self.action != "list":
            return questions
        form = QuestionFilter(self.request.query_params, bank=question_bank(self.request.user))
        if not form.is_valid():
            raise serializers.ValidationError(form.errors)
        return questions.filter(pk__in=[each.pk for each in form.found()])


class PracticeSampleViewSet(viewsets.ReadOnlyModelViewSet):
    """Sample answers with agreed marks."""

    lookup_value_converter = "int"
    queryset = PracticeSample.objects.none()
    serializer_class = PracticeSampleSerializer

    def get_queryset(self):
        return PracticeSample.objects.visible_to(self.request.user).current().select_related("skill", "question")


routes = [
    ("roles", RoleViewSet, "role"),
    ("skills", SkillViewSet, "skill"),
    ("questions", QuestionViewSet, "question"),
    ("practice-samples", PracticeSampleViewSet, "practice-sample"),
]
