from django.http import Http404
from rest_framework import mixins, serializers, viewsets
from rest_framework.reverse import reverse

from .models import Job
from .work import may_see


class JobSerializer(serializers.ModelSerializer):
    file_url = serializers.SerializerMethodField()

    class Meta:
        model = Job
        fields = ["id", "title", "state", "done_steps", "total_steps", "message", "created_at", "ended_at", "file_url"]
        read_only_fields = fields

    def get_file_url(self, job) -> str | None:
        return reverse("background:job_file", args=[job.pk], request=self.context["request"]) if job.file_id else None


class JobViewSet(mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Work in the background: its state, and where its file is once it is done."""

    serializer_class = JobSerializer
    lookup_value_converter = "uuid"
    queryset = Job.objects.none()

    def get_queryset(self):
        return Job.objects.visible_to(self.request.user)

    def check_object_permissions(self, request, job):
        super().check_object_permissions(request, job)
        if not may_see(request.user, job):
            raise Http404


routes = [("jobs", JobViewSet, "job")]
