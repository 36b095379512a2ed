"""Decisions: recorded, read, taken back."""

from django.core.exceptions import ValidationError as Refused
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from hiring.accounts.models import User
from hiring.candidates.models import Application
from hiring.openings.actions import Conflict

from .. import actions, queries
from ..grounds import GROUNDS, OTHER
from ..models import Decision


class DecisionSerializer(serializers.ModelSerializer):
    by = serializers.StringRelatedField()
    present = serializers.StringRelatedField(many=True)

    class Meta:
        model = Decision
        fields = [
            "id",
            "application",
            "outcome",
            "ground",
            "skills",
            "reason",
            "conditions",
            "present",
            "dissent",
            "feedback",
            "evidence",
            "is_current",
            "reverses",
            "reversal_reason",
            "by",
            "at",
        ]
        read_only_fields = fields


class NewDecisionSerializer(serializers.Serializer):
    application = serializers.PrimaryKeyRelatedField(queryset=Application.objects.none())
    outcome = serializers.ChoiceField(Decision.Outcome.choices)
    reason = serializers.CharField(max_length=4000)
    present = serializers.PrimaryKeyRelatedField(queryset=User.objects.none(), many=True)
    dissent = serializers.CharField(max_length=4000, required=False, allow_blank=True, default="")
    ground = serializers.ChoiceField(
        [*((ground.key, ground.words) for ground in GROUNDS), (OTHER, "Another reason")],
        required=False,
        allow_blank=True,
        default="",
        help_text="From the company's list; it has to fit the outcome.",
    )
    skills = serializers.ListField(
        child=serializers.SlugField(), required=False, default=list, help_text="Skills of the rubric that the reason rests on."
    )
    conditions = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="", help_text="Of an offer.")
    feedback = serializers.CharField(
        max_length=6000, required=False, allow_blank=True, default="", help_text="For the candidate, as a person edited it; never sent."
    )
    seen_evidence = serializers.BooleanField(help_text="That the decider has read the evidence.")
    follows = serializers.PrimaryKeyRelatedField(
        queryset=Decision.objects.none(),
        required=False,
        allow_null=True,
        default=None,
        help_text="The current decision that this one follows.",
    )

    def get_fields(self):
        fields = super().get_fields()
        user = self.context["request"].user if "request" in self.context else None
        if user is not None and user.is_authenticated:
            fields["application"].queryset = Application.objects.managed_by(user).select_related("opening")
            fields["present"].child_relation.queryset = User.objects.filter(is_active=True)
            fields["follows"].queryset = Decision.objects.visible_to(user)
        return fields

    def validate(self, data):
        allowed = set(queries.people_present(data["application"].opening, self.context["request"].user))
        strangers = [user.name for user in data["present"] if user not in allowed]
        if strangers:
            raise serializers.ValidationError({"present": f"Not on this opening: {', '.join(strangers)}."})
        return data


class ReversalSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=4000)


class DecisionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, viewsets.GenericViewSet):
    """Decisions of openings that you manage, newest first; never changed, only taken back."""

    lookup_value_converter = "int"
    queryset = Decision.objects.none()
    serializer_class = DecisionSerializer

    def get_queryset(self):
        return Decision.objects.visible_to(self.request.user).select_related("by").prefetch_related("present")

    @extend_schema(
        request=NewDecisionSerializer,
        responses={201: DecisionSerializer, 409: OpenApiResponse(DecisionSerializer, "Decided meanwhile; what stands now")},
    )
    def create(self, request, *args, **kwargs):
        """Record a decision. It keeps the evidence as it stood and moves the application."""
        sent = NewDecisionSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        said = sent.validated_data
        application, follows = said.pop("application"), said.pop("follows")
        return _answer(lambda: actions.record_decision(application, **said, instead_of=follows, by=request.user))

    @extend_schema(
        request=ReversalSerializer,
        responses={201: DecisionSerializer, 409: OpenApiResponse(DecisionSerializer, "No longer current; what stands now")},
    )
    @action(detail=True, methods=["post"])
    def reverse(self, request, pk=None):
        """Take a decision back with a reason; the answer is the row that says so."""
        decision = get_object_or_404(Decision.objects.visible_to(request.user).select_related("application"), pk=pk)
        sent = ReversalSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return _answer(lambda: actions.reverse_decision(decision, reason=sent.validated_data["reason"], by=request.user))


def _answer(write):
    try:
        decision = write()
    except actions.AlreadyDecided as fault:
        theirs = DecisionSerializer(fault.theirs).data if fault.theirs else {"detail": "The decision was taken back meanwhile."}
        return Response(theirs, status=status.HTTP_409_CONFLICT)
    except Conflict:
        return Response({"detail": "The candidate was moved meanwhile. Read the application again."}, status=status.HTTP_409_CONFLICT)
    except Refused as refusal:
        faults = refusal.message_dict if hasattr(refusal, "error_dict") else {"detail": refusal.messages}
        raise serializers.ValidationError(faults) from refusal
    return Response(DecisionSerializer(decision).data, status=status.HTTP_201_CREATED)
