"""Decision packs: asked for, listed, and their two files."""

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.reverse import reverse

from hiring.candidates.models import Application

from .. import actions
from ..models import Pack


class PackSerializer(serializers.ModelSerializer):
    by = serializers.StringRelatedField()
    json_url = serializers.SerializerMethodField()
    pdf_url = serializers.SerializerMethodField()

    class Meta:
        model = Pack
        fields = ["id", "application", "decision", "sha256", "by", "at", "json_url", "pdf_url"]
        read_only_fields = fields

    def get_json_url(self, pack) -> str:
        return reverse("api:pack-as-json", args=[pack.pk], request=self.context["request"])

    def get_pdf_url(self, pack) -> str:
        return reverse("api:pack-as-pdf", args=[pack.pk], request=self.context["request"])


class NewPackSerializer(serializers.Serializer):
    application = serializers.PrimaryKeyRelatedField(
        queryset=Application.objects.none(), help_text="A decided one, of an opening in which you owe no card."
    )

    def get_fields(self):
        fields = super().get_fields()
        user = self.context["request"].user if "request" in self.context else None
        if user is not None and user.is_authenticated:
            fields["application"].queryset = Pack.applications_for(user).select_related("candidate")
        return fields


class PackJobSerializer(serializers.Serializer):
    job = serializers.URLField(help_text="Watch it; once it is done, the pack is in this list.")


class PackViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Decision packs of openings that you manage and in which you owe no card."""

    lookup_value_converter = "int"
    queryset = Pack.objects.none()
    serializer_class = PackSerializer

    def get_queryset(self):
        found = Pack.objects.visible_to(self.request.user).select_related("by", "json", "pdf")
        application = self.request.query_params.get("application", "")
        return found.filter(application=application) if application.isdecimal() and len(application) < 10 else found

    @extend_schema(parameters=[OpenApiParameter("application", OpenApiTypes.INT, description="Packs of this application alone.")])
    def list(self, request, *args, **kwargs):
        """Packs, newest first."""
        return super().list(request, *args, **kwargs)

    @extend_schema(request=NewPackSerializer, responses={202: PackJobSerializer})
    def create(self, request):
        """Have a pack made of a decided application as everything stands now."""
        sent = NewPackSerializer(data=request.data, context=self.get_serializer_context())
        sent.is_valid(raise_exception=True)
        job = actions.ask_for_pack(sent.validated_data["application"], by=request.user)
        return Response({"job": reverse("api:job-detail", args=[job.pk], request=request)}, status=status.HTTP_202_ACCEPTED)

    @extend_schema(responses={(200, "application/json"): OpenApiTypes.OBJECT})
    @action(detail=True, url_path="json")
    def as_json(self, request, pk=None):
        """The pack for programs; `manage.py verify_pack` checks it."""
        return _download(self.get_object().json)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, url_path="pdf")
    def as_pdf(self, request, pk=None):
        """The pack for people."""
        return _download(self.get_object().pdf)


def _download(file):
    return FileResponse(file.open(), as_attachment=True, filename=file.name, content_type=file.content_type)
