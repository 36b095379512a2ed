"""Pay figures and proposals as JSON, read-only, each with its passport."""

from dataclasses import replace

from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins, permissions, serializers, viewsets
from rest_framework.response import Response

from hiring.catalog.models import Level

from .benchmarks import rounded
from .cells import QUANTILE_NAMES
from .disclosure import people_words
from .models import Country, Figure, FigureFlag, OwnCell, Series
from .observations import ROLES
from .pay_rule_files import place_names, shipped_rules
from .pay_rules import ASKS, selected
from .queries import passport, pay_proposal

FILTERS = {
    "series": "adverts, estimates, official-us or article",
    "role": ", ".join(ROLES),
    "level": "entry, mid, senior or lead; official figures and the article's have none",
    "country": "ISO 3166-1 alpha-2; NA is Namibia",
    "region": "Name of a region, for example Western Europe",
    "geo_type": "country, region, state, metro or city",
}


class FigureFlagSerializer(serializers.ModelSerializer):
    by = serializers.CharField(source="by.name", default=None, read_only=True, allow_null=True)

    class Meta:
        model = FigureFlag
        fields = ["kind", "severity", "message", "steps", "reading", "reading_usd", "status", "reason", "by", "at"]
        read_only_fields = fields


class BandSerializer(serializers.Serializer):
    p10 = serializers.IntegerField(allow_null=True)
    p25 = serializers.IntegerField(allow_null=True)
    p50 = serializers.IntegerField(allow_null=True)
    p75 = serializers.IntegerField(allow_null=True)
    p90 = serializers.IntegerField(allow_null=True)


class FigureSerializer(serializers.ModelSerializer):
    """Pay rounded to what is known: 1,000 a year."""

    usd = serializers.SerializerMethodField()
    local = serializers.SerializerMethodField()

    class Meta:
        model = Figure
        fields = [
            "id", "series", "role", "level", "occupation", "geo_type", "geo", "place", "country", "region", "year_from", "year_to", "as_of",
            "statistic", "method", "n", "n_ads", "usd", "currency", "local", "confidence", "confidence_reason",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(BandSerializer)
    def get_usd(self, figure):
        return _band(figure.usd)

    @extend_schema_field(BandSerializer)
    def get_local(self, figure):
        return _band(figure.local)


class FigureDetailSerializer(FigureSerializer):
    passport = serializers.SerializerMethodField()
    flags = FigureFlagSerializer(many=True, read_only=True)

    class Meta(FigureSerializer.Meta):
        fields = read_only_fields = [*FigureSerializer.Meta.fields, "passport", "flags"]

    @extend_schema_field(OpenApiTypes.OBJECT)
    def get_passport(self, figure):
        return passport(figure)


class FigureFilter(serializers.Serializer):
    series = serializers.ChoiceField([Series.ADVERTS, Series.ESTIMATES, Series.OFFICIAL_US, Series.ARTICLE], required=False)
    role = serializers.ChoiceField(ROLES, required=False)
    level = serializers.ChoiceField(Level.choices, required=False)
    country = serializers.CharField(max_length=2, required=False)
    region = serializers.CharField(max_length=30, required=False)
    geo_type = serializers.ChoiceField(Figure.Geo.choices, required=False)


class ProposalFilter(serializers.Serializer):
    role = serializers.ChoiceField(ROLES)
    level = serializers.ChoiceField(Level.choices)
    country = serializers.PrimaryKeyRelatedField(queryset=Country.objects.all())
    area = serializers.CharField(max_length=80, required=False, default="")


class ProposalSerializer(serializers.Serializer):
    """A range to propose, or null ends with the reason."""

    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)
    midpoint = serializers.IntegerField(allow_null=True)
    currency = serializers.CharField()
    period = serializers.CharField()
    method = serializers.CharField()
    n = serializers.IntegerField()
    source = serializers.CharField()
    covers = serializers.CharField()
    as_of = serializers.CharField()
    licence = serializers.CharField()
    median_low = serializers.IntegerField(allow_null=True)
    median_high = serializers.IntegerField(allow_null=True)
    confidence = serializers.CharField()
    is_stale = serializers.BooleanField()
    note = serializers.CharField()
    reason = serializers.CharField()
    passport = serializers.DictField()


class SeesPayData(permissions.BasePermission):
    """Whom an admin gave sight of the company's own pay data."""

    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.sees_pay_data


class OwnCellSerializer(serializers.ModelSerializer):
    """Our own pay where five people or more stand behind it; people in steps of five, pay rounded to 1,000.

    Of pay bands, whoever holds them: p25 is the low end, p50 the middle, p75 the high end.
    """

    kind = serializers.CharField(source="source.kind", read_only=True)
    as_of = serializers.DateField(source="source.as_of", read_only=True)
    people = serializers.SerializerMethodField()
    usd = serializers.SerializerMethodField()
    local = serializers.SerializerMethodField()

    class Meta:
        model = OwnCell
        fields = ["id", "kind", "as_of", "role", "level", "country", "region", "people", "usd", "currency", "local", "year_from", "year_to"]
        read_only_fields = fields

    def get_people(self, cell) -> str:
        return people_words(cell.people) if cell.source.counts_people else ""

    @extend_schema_field(BandSerializer)
    def get_usd(self, cell):
        return _band([getattr(cell, f"usd_{name}") for name in QUANTILE_NAMES])

    @extend_schema_field(BandSerializer)
    def get_local(self, cell):
        return _band([getattr(cell, f"local_{name}") for name in QUANTILE_NAMES])


class OwnCellViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """The company's own pay, confidential: 403 for whoever was not given sight of it."""

    serializer_class = OwnCellSerializer
    permission_classes = [SeesPayData]
    queryset = OwnCell.objects.none()

    def get_queryset(self):
        return OwnCell.objects.visible_to(self.request.user).standing().select_related("source")


@extend_schema_view(list=extend_schema(parameters=[OpenApiParameter(name, description=text) for name, text in FILTERS.items()]))
class FigureViewSet(viewsets.ReadOnlyModelViewSet):
    """Pay figures; one figure comes with its passport and the doubts about it. A filter that cannot be read answers 400."""

    lookup_value_converter = "int"
    queryset = Figure.objects.none()

    def get_queryset(self):
        figures = Figure.objects.visible_to(self.request.user)
        if self.action != "list":
            return figures.with_passport()
        asked = FigureFilter(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        return figures.filter(**asked.validated_data).order_by("series", "key")

    def get_serializer_class(self):
        return FigureSerializer if self.action == "list" else FigureDetailSerializer


class PayProposalViewSet(viewsets.ViewSet):
    """The range that an opening of this role, level and country would be offered to start from."""

    serializer_class = ProposalSerializer

    @extend_schema(parameters=[ProposalFilter], responses=forced_singular_serializer(ProposalSerializer))
    def list(self, request):
        asked = ProposalFilter(data=request.query_params)
        asked.is_valid(raise_exception=True)
        case = asked.validated_data
        proposal = pay_proposal(case["role"], case["level"], case["country"].pk, case["area"])
        return Response(ProposalSerializer(proposal).data)


class PayRuleFilter(serializers.Serializer):
    place = serializers.ChoiceField(sorted(place_names()), required=False, default="", help_text="A country or state, such as GB or US-CA.")
    what = serializers.ChoiceField([what for what in ASKS if what != "spread"], required=False, default="")


class PayRuleSourceSerializer(serializers.Serializer):
    name = serializers.CharField()
    url = serializers.URLField()


class PayRuleSerializer(serializers.Serializer):
    """What a law asks of adverts and interviews, as it was read on a day. Without a source it was not verified. Not legal advice."""

    places = serializers.ListField(child=serializers.CharField(), help_text="ISO 3166-1 countries or ISO 3166-2 states")
    city = serializers.CharField()
    law = serializers.CharField()
    asks = serializers.DictField(child=serializers.CharField(), help_text="What is asked, and when it must be told.")
    in_force_from = serializers.DateField(source="from_day", allow_null=True, help_text="Null where there is no such day yet.")
    employees = serializers.IntegerField(help_text="From how many on it binds.")
    counted_there = serializers.BooleanField()
    staff_there = serializers.BooleanField()
    remote = serializers.CharField(help_text="reached, unclear, or empty where posts that could be done from there are not reached")
    reach = serializers.CharField()
    source = PayRuleSourceSerializer(allow_null=True)
    checked = serializers.DateField()
    unsure = serializers.CharField()

    def to_representation(self, rule):
        return super().to_representation(replace(rule, asks=dict(rule.asks)))


class PayRuleViewSet(viewsets.ViewSet):
    """Laws on pay in adverts, by place. A place without an entry was not looked at."""

    serializer_class = PayRuleSerializer

    @extend_schema(parameters=[PayRuleFilter], responses=PayRuleSerializer(many=True))
    def list(self, request):
        asked = PayRuleFilter(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return Response(PayRuleSerializer(selected(shipped_rules(), **asked.validated_data), many=True).data)


def _band(values):
    return dict(zip(QUANTILE_NAMES, map(rounded, values), strict=True))


routes = [
    ("pay-figures", FigureViewSet, "pay-figure"),
    ("pay-proposals", PayProposalViewSet, "pay-proposal"),
    ("pay-rules", PayRuleViewSet, "pay-rule"),
    ("own-pay", OwnCellViewSet, "own-pay"),
]
