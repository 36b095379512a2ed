"""The company, its people and the trail, under the same rules as the pages."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import mixins, permissions, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response

from . import actions
from .models import Company, TrailEntry, User
from .trail import visible_trail


class IsAdmin(permissions.BasePermission):
    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.is_admin


class OpensPositions(permissions.BasePermission):
    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.may_open_positions


class PersonSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["id", "name", "email", "part"]
        read_only_fields = fields


class CompanySerializer(serializers.ModelSerializer):
    version = serializers.IntegerField(help_text="Send the version that you read.")

    class Meta:
        model = Company
        fields = ["name", "purpose", "goals", "how_we_hire", "benefits", "pay_spread_percent", "employees", "version"]


class TrailEntrySerializer(serializers.ModelSerializer):
    by = serializers.StringRelatedField(allow_null=True, read_only=True)

    class Meta:
        model = TrailEntry
        fields = ["id", "at", "by", "verb", "kind", "object_id", "detail"]
        read_only_fields = fields


class PersonViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """People who may sign in, for whoever may open positions."""

    serializer_class = PersonSerializer
    permission_classes = [OpensPositions]
    lookup_value_converter = "int"
    queryset = User.objects.filter(is_active=True)

    @extend_schema(responses=PersonSerializer)
    @action(detail=False, pagination_class=None, permission_classes=[permissions.IsAuthenticated])
    def me(self, request):
        """Whose token this is."""
        return Response(PersonSerializer(request.user).data)


class CompanyViewSet(viewsets.GenericViewSet):
    """The one company; changing it is for admins. Its number is 1."""

    serializer_class = CompanySerializer
    queryset = Company.objects.all()
    lookup_value_converter = "int"
    http_method_names = ["get", "patch", "head", "options"]

    def get_permissions(self):
        return [permissions.IsAuthenticated() if self.action == "retrieve" else IsAdmin()]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.kwargs["pk"] != 1:
            raise Http404

    def retrieve(self, request, pk=None):
        return Response(self.get_serializer(Company.current()).data)

    @extend_schema(responses={200: CompanySerializer, 409: OpenApiResponse(CompanySerializer, "Changed meanwhile; as it stands now")})
    def partial_update(self, request, pk=None):
        sent = self.get_serializer(Company.current(), data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        fields = dict(sent.validated_data)
        if "version" not in fields:
            raise serializers.ValidationError({"version": "Send the version that you read, a whole number."})
        done = actions.update_company(by=request.user, **fields)
        now = get_object_or_404(Company, pk=1)
        return Response(self.get_serializer(now).data, status=status.HTTP_200_OK if done else status.HTTP_409_CONFLICT)


class TrailViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Who did what, newest first, for admins."""

    serializer_class = TrailEntrySerializer
    permission_classes = [IsAdmin]
    queryset = TrailEntry.objects.none()

    def get_queryset(self):
        return visible_trail(self.request.user)


routes = [("people", PersonViewSet, "person"), ("company", CompanyViewSet, "company"), ("trail", TrailViewSet, "trail")]
