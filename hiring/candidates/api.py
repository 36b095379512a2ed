"""Candidates as JSON, under the same QuerySets and actions as the pages. No scores stand here."""

from django.core.exceptions import ValidationError as Refused
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.reverse import reverse

from hiring.lib.documents import DOCX, PDF
from hiring.openings.models import Opening

from . import actions
from .files import check_file, check_size
from .models import Application, Candidate, Document, StageMove
from .serving import file_response

LARGEST_ID = 2**63 - 1
CONTACT = ("email", "phone", "location", "source")


class CandidateSerializer(serializers.ModelSerializer):
    """Contact details are null for those who only interview the person."""

    class Meta:
        model = Candidate
        fields = ["id", "name", *CONTACT, "version"]
        read_only_fields = fields
        extra_kwargs = {name: {"allow_null": True} for name in CONTACT}

    def to_representation(self, person):
        data = super().to_representation(person)
        return data if person.is_managed else {**data, **dict.fromkeys(CONTACT)}


class StageMoveSerializer(serializers.ModelSerializer):
    from_stage = serializers.ChoiceField(Application.Stage.choices, read_only=True, allow_blank=True, help_text="Empty for the first.")
    by = serializers.CharField(source="by.name", read_only=True)

    class Meta:
        model = StageMove
        fields = ["from_stage", "to_stage", "reason", "by", "at"]
        read_only_fields = fields


class ApplicationSerializer(serializers.ModelSerializer):
    candidate = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = ["id", "opening", "candidate", "stage", "applied_on", "version", "created_at"]
        read_only_fields = fields

    @extend_schema_field(CandidateSerializer)
    def get_candidate(self, application):
        application.candidate.is_managed = application.is_managed
        return CandidateSerializer(application.candidate).data


class ApplicationDetailSerializer(ApplicationSerializer):
    """`moves` is empty for those who only interview the person."""

    moves = serializers.SerializerMethodField()

    class Meta(ApplicationSerializer.Meta):
        fields = read_only_fields = [*ApplicationSerializer.Meta.fields, "moves"]

    @extend_schema_field(StageMoveSerializer(many=True))
    def get_moves(self, application):
        return StageMoveSerializer(application.moves.select_related("by"), many=True).data if application.is_managed else []


class NewApplicationSerializer(serializers.Serializer):
    """A person and their application. `same_person` adds one for the person who has the address already."""

    opening = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    name = serializers.CharField(max_length=200)
    email = serializers.EmailField(max_length=254)
    phone = serializers.CharField(max_length=40, required=False, allow_blank=True)
    location = serializers.CharField(max_length=120, required=False, allow_blank=True)
    source = serializers.CharField(max_length=120, required=False, allow_blank=True)
    applied_on = serializers.DateField(required=False, help_text="Today if left out.")
    same_person = serializers.BooleanField(required=False, default=False)


class MoveSerializer(serializers.Serializer):
    """`version` is the application's, as it was read: if someone moved it since, the answer is 409."""

    stage = serializers.ChoiceField(choices=Application.Stage)
    reason = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="Needed to reject, withdraw or take up again."
    )
    version = serializers.IntegerField(min_value=0, max_value=LARGEST_ID)


class MoveConflictSerializer(serializers.Serializer):
    detail = serializers.CharField()
    current = ApplicationDetailSerializer()


class DocumentSerializer(serializers.ModelSerializer):
    file_name = serializers.CharField(source="file.name", read_only=True)
    content_type = serializers.CharField(source="file.content_type", read_only=True)
    size = serializers.IntegerField(source="file.size", read_only=True, help_text="In bytes.")
    download_url = serializers.SerializerMethodField()

    class Meta:
        model = Document
        fields = ["id", "application", "title", "file_name", "content_type", "size", "pages", "uploaded_at", "download_url"]
        read_only_fields = fields

    def get_download_url(self, document) -> str:
        return reverse("api:document-download", args=[document.pk], request=self.context["request"])


class NewDocumentSerializer(serializers.Serializer):
    application = serializers.IntegerField(min_value=1, max_value=LARGEST_ID)
    title = serializers.CharField(max_length=120, required=False, default="CV")
    file = serializers.FileField(allow_empty_file=True, max_length=None)


class ApplicationFilter(serializers.Serializer):
    opening = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    stage = serializers.ChoiceField(choices=Application.Stage, required=False)


class DocumentFilter(serializers.Serializer):
    application = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)


@extend_schema_view(list=extend_schema(parameters=[ApplicationFilter]))
class ApplicationViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Applications of openings you manage, and of people you interview; never your own."""

    queryset = Application.objects.none()
    lookup_value_converter = "int"

    def get_queryset(self):
        user = self.request.user
        found = Application.objects.visible_to(user).with_contact_right(user).select_related("candidate")
        return found.filter(**_cleaned(ApplicationFilter, self.request.query_params)) if self.action == "list" else found

    def get_serializer_class(self):
        return ApplicationSerializer if self.action == "list" else ApplicationDetailSerializer

    @extend_schema(request=NewApplicationSerializer, responses={201: ApplicationDetailSerializer})
    def create(self, request):
        data = _cleaned(NewApplicationSerializer, request.data)
        opening = get_object_or_404(Opening.objects.managed_by(request.user), pk=data.pop("opening"))
        application = _or_400(actions.add_candidate, opening, by=request.user, **data)
        return Response(self._shown(application), status=201)

    @extend_schema(request=MoveSerializer, responses={200: ApplicationDetailSerializer, 409: MoveConflictSerializer})
    @action(detail=True, methods=["post"])
    def move(self, request, pk):
        application = get_object_or_404(Application.objects.managed_by(request.user), pk=pk)
        try:
            _or_400(actions.move, application, by=request.user, **_cleaned(MoveSerializer, request.data))
        except actions.Conflict as fault:
            return Response({"detail": "Someone else moved this application.", "current": self._shown(fault.theirs)}, status=409)
        return Response(self._shown(application))

    def _shown(self, application):
        return ApplicationDetailSerializer(self.get_queryset().get(pk=application.pk)).data


class CandidateViewSet(mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A person who applied; contact details only for those who manage an opening they applied for."""

    queryset = Candidate.objects.none()
    serializer_class = CandidateSerializer
    lookup_value_converter = "int"

    def get_queryset(self):
        user = self.request.user
        managed = Candidate.objects.managed_by(user).filter(pk=OuterRef("pk"))
        return Candidate.objects.visible_to(user).annotate(is_managed=Exists(managed))


@extend_schema_view(list=extend_schema(parameters=[DocumentFilter]))
class DocumentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Files of the candidates you may see. Upload a PDF or DOCX as multipart; the file itself is under `download_url`."""

    queryset = Document.objects.none()
    serializer_class = DocumentSerializer
    parser_classes = [MultiPartParser]
    lookup_value_converter = "int"

    def get_queryset(self):
        found = Document.objects.visible_to(self.request.user).select_related("file")
        return found.filter(**_cleaned(DocumentFilter, self.request.query_params)) if self.action == "list" else found

    @extend_schema(request=NewDocumentSerializer, responses={201: DocumentSerializer})
    def create(self, request):
        data = _cleaned(NewDocumentSerializer, request.data)
        application = get_object_or_404(Application.objects.managed_by(request.user), pk=data["application"])
        file = _or_400(_checked, data["file"])
        document = _or_400(actions.keep_document, application, file, by=request.user, title=data["title"])
        return Response(self.get_serializer(document).data, status=201)

    @extend_schema(responses={(200, kind): OpenApiTypes.BINARY for kind in (PDF, DOCX)})
    @action(detail=True)
    def download(self, request, pk):
        return file_response(self.get_object())


def _cleaned(serializer, data):
    read = serializer(data=data)
    read.is_valid(raise_exception=True)
    return read.validated_data


def _or_400(act, *args, **kwargs):
    """What the action returns; what it refuses is answered by field, in the same words as on the page."""
    try:
        return act(*args, **kwargs)
    except Refused as fault:
        raise serializers.ValidationError(fault.message_dict if hasattr(fault, "error_dict") else {"file": fault.messages}) from fault


def _checked(upload):
    check_size(upload.size)
    return check_file(upload.read(), upload.name)


routes = [
    ("applications", ApplicationViewSet, "application"),
    ("candidates", CandidateViewSet, "candidate"),
    ("documents", DocumentViewSet, "document"),
]
