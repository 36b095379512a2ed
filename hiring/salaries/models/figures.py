"""Countries and rates; pay figures, each with its series and source; the doubts about a figure."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from ..cells import QUANTILE_NAMES
from ..confidence import Confidence, is_stale, months_old


class PublicQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Public figures are open to everyone who is signed in, and to nobody else."""
        return self if user.is_authenticated else self.none()


class Country(models.Model):
    """ISO 3166-1 alpha-2 (Namibia is "NA"), with the region that figures are pooled over and its home currency."""

    code = models.CharField(max_length=2, primary_key=True)
    iso3 = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=80, unique=True)
    region = models.CharField(max_length=30, db_index=True)
    currency = models.CharField(max_length=3)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self):
        return self.name


class ExchangeRate(models.Model):
    """Units of a currency for one US dollar, mean of a year."""

    currency = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    per_usd = models.FloatField()
    publisher = models.CharField(max_length=40)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["currency", "year"]
        constraints = [models.UniqueConstraint(fields=["currency", "year"], name="one_rate_a_year")]

    def __str__(self):
        return f"{self.per_usd:,.4g} {self.currency} per USD, {self.year}"


class PppFactor(models.Model):
    """Local units that buy what one dollar buys in the US (GDP level): for living standards, not for offers."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="ppp_factors")
    year = models.PositiveSmallIntegerField()
    per_intl_dollar = models.FloatField()

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["country", "year"]
        constraints = [models.UniqueConstraint(fields=["country", "year"], name="one_ppp_factor_a_year")]

    def __str__(self):
        return f"{self.per_intl_dollar:,.4g} per international dollar, {self.country_id} {self.year}"


class Source(models.Model):
    """Who published figures, under which licence, and what to say when they are shown."""

    class Kind(models.TextChoices):
        ADVERTS = "adverts", "Job adverts"
        OFFICIAL = "official", "Official statistics"
        ARTICLE = "article", "Article"
        RATES = "rates", "Rates"

    code = models.SlugField(primary_key=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    publisher = models.CharField(max_length=120)
    licence = models.CharField(max_length=80)
    attribution = models.CharField(max_length=200)
    url = models.URLField(blank=True)
    retrieved = models.DateField(null=True)
    covers = models.CharField(max_length=80)
    flaws = models.TextField(blank=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name


class Series(models.Model):
    """One thing measured one way by one source. Series stand side by side and are never blended."""

    ADVERTS, ESTIMATES, OFFICIAL_US, ARTICLE = "adverts", "estimates", "official-us", "article"

    code = models.SlugField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=120)
    measures = models.CharField(max_length=250, help_text="What a figure of this series is, and what it leaves out.")
    digest = models.CharField(max_length=64, blank=True, help_text="Of the files it was last loaded from.")
    loaded_at = models.DateTimeField(auto_now=True)

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "series"

    def __str__(self):
        return self.name


class FigureQuerySet(PublicQuerySet):
    def pooled_adverts(self, role, level):
        """What adverts of 2024 and 2025 say, by country and by region."""
        return self.filter(series_id=Series.ADVERTS, role=role, level=level, year_from__lt=models.F("year_to"))

    def estimates(self, role, level):
        return self.filter(series_id=Series.ESTIMATES, role=role, level=level)

    def estimate_of(self, role, level, country):
        """One row at most, found by its key: the ends of an index, whatever the number of figures."""
        return self.filter(series_id=Series.ESTIMATES, key=f"{role}/{level}/{country}")

    def official(self):
        return self.filter(series_id=Series.OFFICIAL_US)

    def article(self):
        return self.filter(series_id=Series.ARTICLE)

    def with_passport(self):
        return self.select_related("series__source", "country").prefetch_related("flags__by")


class Figure(models.Model):
    """Pay of a role (or occupation) in a place and period, gross a year, base, with all that is known about it.

    `p50` is the median, or the one number that the source gives (see `statistic`). Empty means not carried by `n`.
    """

    class Geo(models.TextChoices):
        COUNTRY = "country", "Country"
        REGION = "region", "Region"
        STATE = "state", "State"
        METRO = "metro", "Metro area"
        CITY = "city", "City"

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=120, help_text="What the figure is of, unique in its series.")
    role = models.CharField(max_length=4, blank=True)
    level = models.CharField(max_length=8, blank=True, help_text="Empty where the source mixes levels.")
    occupation = models.CharField(max_length=80, blank=True)
    geo_type = models.CharField(max_length=8, choices=Geo)
    geo = models.CharField(max_length=40)
    place = models.CharField(max_length=140)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="figures")
    region = models.CharField(max_length=30, blank=True)
    year_from = models.PositiveSmallIntegerField(null=True)
    year_to = models.PositiveSmallIntegerField(null=True)
    as_of = models.DateField(null=True, help_text="The last day that the figure covers; empty if the source gives none.")
    statistic = models.CharField(max_length=40)
    method = models.CharField(max_length=10, blank=True)
    n = models.PositiveIntegerField(null=True)
    n_ads = models.PositiveIntegerField(null=True)
    unverified = models.PositiveIntegerField(null=True)
    usd_p10 = models.FloatField(null=True)
    usd_p25 = models.FloatField(null=True)
    usd_p50 = models.FloatField(null=True)
    usd_p75 = models.FloatField(null=True)
    usd_p90 = models.FloatField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    local_p10 = models.FloatField(null=True)
    local_p25 = models.FloatField(null=True)
    local_p50 = models.FloatField(null=True)
    local_p75 = models.FloatField(null=True)
    local_p90 = models.FloatField(null=True)
    median_low80 = models.FloatField(null=True)
    median_high80 = models.FloatField(null=True)
    median_low90 = models.FloatField(null=True)
    median_high90 = models.FloatField(null=True)
    own_median = models.FloatField(null=True)
    mean_log = models.FloatField(null=True)
    sd_log = models.FloatField(null=True)
    rate = models.FloatField(null=True, help_text="Local units per US dollar that the figure was converted at.")
    rate_year = models.PositiveSmallIntegerField(null=True)
    confidence = models.CharField(max_length=12, blank=True)
    confidence_reason = models.CharField(max_length=200, blank=True)
    quality = models.TextField(blank=True)
    as_written = models.CharField(max_length=80, blank=True)
    source_named = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=24, blank=True)
    detail = models.JSONField(default=dict)

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["series", "key"]
        constraints = [models.UniqueConstraint(fields=["series", "key"], name="figure_once_in_its_series")]
        indexes = [models.Index(fields=["series", "role", "level"]), models.Index(fields=["series", "occupation", "geo_type"])]

    def __str__(self):
        return f"{self.place}, {self.series_id} {self.key}"

    def get_absolute_url(self):
        return reverse("salaries:figure", args=[self.pk])

    @property
    def usd(self):
        return tuple(getattr(self, f"usd_{name}") for name in QUANTILE_NAMES)

    @property
    def local(self):
        return tuple(getattr(self, f"local_{name}") for name in QUANTILE_NAMES)

    @property
    def period(self):
        if self.year_from is None:
            return "not dated"
        return str(self.year_to) if self.year_from == self.year_to else f"{self.year_from} and {self.year_to}"

    @property
    def is_stale(self):
        return is_stale(self.as_of, timezone.localdate())

    @property
    def age(self):
        """ "16 months old, not moved forward", or nothing for a figure of the last twelve months."""
        if self.as_of is None or not self.is_stale:
            return ""
        return f"{months_old(self.as_of, timezone.localdate())} months old, not moved forward"

    @property
    def confidence_word(self):
        return Confidence(self.confidence, self.confidence_reason)


class FigureFlag(models.Model):
    """A doubt about a figure with its arithmetic. A person decides; the figure itself is never overwritten."""

    class Status(models.TextChoices):
        OPEN = "open", "Nobody has decided yet"
        KEPT = "kept", "Kept as it is"
        CORRECTED = "corrected", "Read as the check suggests"
        EXCLUDED = "excluded", "Excluded"

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=12)
    severity = models.CharField(max_length=4)
    message = models.TextField()
    steps = models.JSONField(default=list, help_text="Lines of the arithmetic: label, text, likeliest.")
    reading = models.CharField(max_length=40, blank=True)
    reading_usd = models.FloatField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["figure", "kind"], name="one_flag_of_a_kind")]

    def __str__(self):
        return f"{self.kind}: {self.message}"

    @property
    def headline(self):
        return self.message.partition(":")[0]

    @property
    def is_open(self):
        return self.status == self.Status.OPEN
