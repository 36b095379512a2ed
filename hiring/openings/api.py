"""Openings, their people and descriptions, under the same rules as the pages."""

from django.core.exceptions import ValidationError as Refused
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import mixins, permissions, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.reverse import reverse

from hiring.accounts.models import Company, User
from hiring.catalog.models import Role
from hiring.salaries.shipped import read_states

from . import actions
from .models import DescriptionVersion, Membership, Opening
from .pay_law import pay_law
from .sections import BY_KEY


class OpensPositions(permissions.BasePermission):
    """Reading is for whoever may see an opening; making one is for managers, recruiters and admins."""

    def has_permission(self, request, view):
        return request.method != "POST" or view.action != "create" or request.user.may_open_positions


class OpeningSerializer(serializers.ModelSerializer):
    role = serializers.SlugRelatedField(slug_field="code", queryset=Role.objects.current())
    hiring_manager = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True).exclude(part=User.Part.INTERVIEWER))
    title = serializers.CharField(max_length=120, required=False)
    state = serializers.ChoiceField(list(read_states()), required=False, allow_blank=True, help_text="ISO 3166-2, in the US and Canada.")

    class Meta:
        model = Opening
        fields = [
            "id",
            "title",
            "role",
            "level",
            "country",
            "state",
            "area",
            "team",
            "reports_to",
            "supervises",
            "employment",
            "remote",
            "hiring_manager",
            "purpose",
            "goals",
            "contribution",
            "apply_by",
            "pay_low",
            "pay_high",
            "pay_currency",
            "pay_passport",
            "catalogue_version",
            "status",
            "version",
            "created_at",
        ]
        read_only_fields = ["pay_passport", "catalogue_version", "status", "version", "created_at"]

    def validate(self, fields):
        low, high = (fields.get(name, getattr(self.instance, name, None)) for name in ("pay_low", "pay_high"))
        if low and high and low > high:
            raise serializers.ValidationError({"pay_high": "The upper end is below the lower one."})
        state, country = (fields.get(name, getattr(self.instance, name, None)) for name in ("state", "country"))
        if state and country and not state.startswith(f"{country.pk}-"):
            raise serializers.ValidationError({"state": f"{read_states()[state]} is not in {country.name}."})
        if not self.instance and not fields.get("title"):
            level = dict(Opening._meta.get_field("level").choices)[fields["level"]]
            fields["title"] = f"{level} {fields['role'].name_inside}"
        return fields


class PayRuleFindingSerializer(serializers.Serializer):
    what = serializers.CharField()
    asked = serializers.CharField()
    status = serializers.CharField(help_text="met, not met or cannot tell")
    why = serializers.CharField()
    fix = serializers.CharField(help_text="The smallest change that ends it; empty where met.")


class CheckedPayRuleSerializer(serializers.Serializer):
    place = serializers.CharField()
    law = serializers.CharField()
    standing = serializers.CharField(help_text="applies, cannot tell, not yet in force, does not bind you, or asks nothing")
    reason = serializers.CharField()
    reach = serializers.CharField()
    source = serializers.CharField(help_text="Empty where nobody checked it: ask counsel.")
    url = serializers.CharField()
    origin = serializers.CharField()
    checked = serializers.DateField()
    unsure = serializers.CharField()
    asks = serializers.ListField(child=serializers.ListField(child=serializers.CharField()), help_text="When, and what must be told then.")
    findings = PayRuleFindingSerializer(many=True)


class PayRulesSerializer(serializers.Serializer):
    """What the law of the opening's place asks of the description. Not legal advice."""

    checked_on = serializers.DateField()
    headline = serializers.CharField()
    worst = serializers.CharField()
    met = serializers.IntegerField()
    asked = serializers.IntegerField()
    questions = serializers.ListField(child=serializers.CharField())
    rules = CheckedPayRuleSerializer(many=True)


class DescriptionSerializer(serializers.ModelSerializer):
    created_by = serializers.StringRelatedField()
    approved_by = serializers.StringRelatedField(allow_null=True, read_only=True)
    pay_rules = serializers.SerializerMethodField(help_text="Of an approved version as they were found then, of a draft as of today.")

    class Meta:
        model = DescriptionVersion
        fields = ["number", "texts", "facts", "note", "created_by", "created_at", "approved_by", "approved_at", "exception", "pay_rules"]
        read_only_fields = fields

    @extend_schema_field(PayRulesSerializer)
    def get_pay_rules(self, version):
        if version.pay_rules:
            return version.pay_rules
        return pay_law(version.texts, version.facts, employees=self.context["employees"], today=timezone.localdate()).as_data()


class SectionSerializer(serializers.Serializer):
    section = serializers.ChoiceField(list(BY_KEY))
    texts = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=6000), help_text="Field name to text.")
    base = serializers.IntegerField(help_text="The number of the version that was edited.")

    def validate(self, data):
        known = {field.name for field in BY_KEY[data["section"]].fields}
        if unknown := sorted(set(data["texts"]) - known):
            raise serializers.ValidationError(
                {"texts": f"The section {data['section']} has no {unknown[0]}; it has {', '.join(sorted(known))}."}
            )
        return data


class ApprovalSerializer(serializers.Serializer):
    exception = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class MembershipSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="user.name", read_only=True)

    class Meta:
        model = Membership
        fields = ["id", "user", "name", "part", "created_at"]
        read_only_fields = fields


class JobLinkSerializer(serializers.Serializer):
    job = serializers.URLField()


class OpeningViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, mixins.UpdateModelMixin, viewsets.GenericViewSet
):
    """Openings that you work on. Changing one is for those who manage it."""

    lookup_value_converter = "int"
    serializer_class = OpeningSerializer
    permission_classes = [permissions.IsAuthenticated, OpensPositions]
    queryset = Opening.objects.none()
    http_method_names = ["get", "post", "patch", "head", "options"]

    def get_queryset(self):
        reading = self.action in ("list", "retrieve")
        openings = Opening.objects.visible_to(self.request.user) if reading else Opening.objects.managed_by(self.request.user)
        return openings.select_related("role", "country")

    def perform_create(self, serializer):
        serializer.instance = actions.open_position(Opening(**serializer.validated_data), by=self.request.user)

    def partial_update(self, request, *args, **kwargs):
        opening = self.get_object()
        serializer = self.get_serializer(opening, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        for name, value in serializer.validated_data.items():
            setattr(opening, name, value)
        try:
            actions.change_opening(opening, by=request.user, version=_whole(request.data.get("version"), "version"))
        except actions.Conflict as fault:
            return Response(
                {"detail": f"Changed by {fault.theirs.changed_by} meanwhile.", "theirs": OpeningSerializer(fault.theirs).data}, status=409
            )
        actions.refresh_facts(opening, by=request.user)
        return Response(self.get_serializer(opening).data)

    @extend_schema(responses=MembershipSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def people(self, request, pk=None):
        return Response(MembershipSerializer(self.get_object().memberships.select_related("user"), many=True).data)

    @extend_schema(responses=DescriptionSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def descriptions(self, request, pk=None):
        """All versions, newest first."""
        versions = self.get_object().descriptions.select_related("created_by", "approved_by")
        return Response(_described(versions, many=True))

    @extend_schema(
        request=SectionSerializer,
        responses={201: DescriptionSerializer, 409: OpenApiResponse(DescriptionSerializer, "Changed meanwhile; the newest")},
    )
    @action(detail=True, methods=["post"])
    def section(self, request, pk=None):
        """Save one section as a new version."""
        opening = self.get_object()
        data = SectionSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        sent = data.validated_data
        try:
            version = actions.save_section(opening, sent["section"], sent["texts"], base=sent["base"], by=request.user)
        except actions.Conflict as fault:
            return Response(_described(fault.theirs), status=status.HTTP_409_CONFLICT)
        return Response(_described(version), status=status.HTTP_201_CREATED)

    @extend_schema(request=ApprovalSerializer, responses=DescriptionSerializer)
    @action(detail=True, methods=["post"], url_path="descriptions/<int:number>/approve")
    def approve(self, request, pk=None, number=None):
        version = get_object_or_404(self.get_object().descriptions, number=number)
        data = ApprovalSerializer(data=request.data)
        data.is_valid(raise_exception=True)
        try:
            actions.approve_description(version, by=request.user, exception=data.validated_data.get("exception", ""))
        except Refused as refusal:
            raise serializers.ValidationError({"detail": refusal.messages}) from refusal
        return Response(_described(version))

    @extend_schema(request=None, responses={202: JobLinkSerializer})
    @action(detail=True, methods=["post"], url_path="descriptions/<int:number>/pdf")
    def pdf(self, request, pk=None, number=None):
        """Queue the PDF; watch the job."""
        version = get_object_or_404(self.get_object().descriptions, number=number)
        job = actions.ask_for_pdf(version, by=request.user)
        return Response({"job": reverse("api:job-detail", args=[job.pk], request=request)}, status=status.HTTP_202_ACCEPTED)


def _described(found, **more):
    return DescriptionSerializer(found, context={"employees": Company.current().employees}, **more).data


def _whole(value, name):
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise serializers.ValidationError({name: "Send the version that you read, a whole number."})


routes = [("openings", OpeningViewSet, "opening")]
