"""The company's own pay: files brought in, their rows, the doubts about them, and the cells that may be shown.

All of it is confidential. `visible_to` is the only way in, and asks for a right of its own. Rows are never shown;
`OwnCell` holds only what the rule of five leaves."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from .figures import Country


class ConfidentialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Open to those whom an admin gave sight of pay data, and to nobody by their part alone."""
        return self if user.is_authenticated and user.is_active and user.sees_pay_data else self.none()


class OwnImport(models.Model):
    """One file of the company's own pay on its way in. Its rows count once it is accepted; one of each kind stands at a time."""

    class Kind(models.TextChoices):
        PAYROLL = "payroll", "Payroll"
        BANDS = "bands", "Pay bands"
        OFFERS = "offers", "Offers"
        SURVEY = "survey", "Survey"

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Columns to choose"
        MAPPED = "mapped", "Being read"
        PREVIEWED = "previewed", "To look at"
        ACCEPTED = "accepted", "In use"
        CANCELLED = "cancelled", "Discarded"
        REPLACED = "replaced", "Replaced by a newer file"

    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED, db_index=True)
    file_name = models.CharField(max_length=150)
    path = models.CharField(max_length=120, blank=True, help_text="In the private store; empty once the file is removed.")
    encoding = models.CharField(max_length=12, default="utf-8-sig")
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=60, blank=True)
    head = models.JSONField(default=dict, help_text="Columns and the first rows, for choosing; emptied with the file.")
    mapping = models.JSONField(default=dict)
    titles = models.JSONField(default=dict, help_text="What a person decided about a title: role and level, or left out.")
    report = models.JSONField(default=dict)
    as_of = models.DateField(null=True)
    job = models.UUIDField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ConfidentialQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "import of own pay data"

    def __str__(self):
        return f"{self.get_kind_display()}, import {self.pk}"

    def get_absolute_url(self):
        return reverse("salaries:import", args=[self.pk])

    @property
    def is_open(self):
        return self.state in (self.State.UPLOADED, self.State.MAPPED, self.State.PREVIEWED)

    @property
    def is_workbook(self):
        return bool(self.sheets)

    @property
    def counts_people(self):
        """A pay band is a policy and stands for nobody; every other row is someone's pay."""
        return self.kind != self.Kind.BANDS


class OwnGroup(models.Model):
    """What many rows of a file share: how their title, place, currency, period and year were read."""

    source = models.ForeignKey(OwnImport, on_delete=models.CASCADE, related_name="groups")
    place = models.PositiveIntegerField(help_text="By which packed rows name it.")
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=4)
    level = models.CharField(max_length=8)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    period = models.CharField(max_length=6)
    a_year = models.FloatField(help_text="How many of the period are paid in a year.")
    year = models.PositiveSmallIntegerField()
    rate = models.FloatField()
    rate_year = models.PositiveSmallIntegerField()

    objects = models.Manager()

    def __str__(self):
        return f"{self.title}, {self.country_id}, {self.currency} a {self.period}, {self.year}"


class OwnDoubt(models.Model):
    """Rows of a group that look wrong in one way. They count for nothing until a person decides, and are never rewritten."""

    class Status(models.TextChoices):
        OPEN = "open", "Nobody has decided yet"
        KEPT = "kept", "Kept as written"
        CORRECTED = "corrected", "Read as the check suggests"
        EXCLUDED = "excluded", "Excluded"

    group = models.ForeignKey(OwnGroup, on_delete=models.CASCADE, related_name="doubts")
    place = models.PositiveIntegerField(help_text="By which packed rows name it.")
    kind = models.CharField(max_length=12)
    severity = models.CharField(max_length=4)
    message = models.TextField()
    steps = models.JSONField(default=list)
    reading = models.CharField(max_length=40, blank=True)
    factor = models.FloatField(null=True, help_text="Pay in US dollars times this is the suggested reading.")
    rows = models.PositiveIntegerField(default=0)
    first_row = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-rows", "pk"]

    def __str__(self):
        return f"{self.kind}, {self.rows} rows"

    @property
    def headline(self):
        return self.message.partition(":")[0]


class OwnPay(models.Model):
    """Some thousand rows of a file, as written, with their yearly dollars, packed as columns of numbers.

    Packed because nothing ever asks for one of them: they are counted together or not at all. Nothing says whose they are.
    """

    source = models.ForeignKey(OwnImport, on_delete=models.CASCADE, related_name="pays")
    rows = models.PositiveIntegerField()
    packed = models.BinaryField()

    def __str__(self):
        return f"{self.rows} rows"


class OwnCellDoubt(models.Model):
    """A cell whose median lies far from its model, though each of its rows may pass. It is shown to nobody until a person keeps it."""

    class Status(models.TextChoices):
        OPEN = "open", "Nobody has decided yet"
        KEPT = "kept", "Kept: shown as it is"
        EXCLUDED = "excluded", "Left out"

    source = models.ForeignKey(OwnImport, on_delete=models.CASCADE, related_name="cell_doubts")
    role = models.CharField(max_length=4)
    level = models.CharField(max_length=8)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    message = models.TextField()
    steps = models.JSONField(default=list)
    reading = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["role", "level", "country"]
        constraints = [models.UniqueConstraint(fields=["source", "role", "level", "country"], name="one_doubt_about_a_cell")]

    def __str__(self):
        return f"{self.kind}: {self.role} {self.level}, {self.country_id}"


class OwnCellQuerySet(ConfidentialQuerySet):
    def standing(self):
        return self.filter(source__state=OwnImport.State.ACCEPTED)


class OwnCell(models.Model):
    """Own pay of a role and level in a country or region, where enough people stand behind it."""

    source = models.ForeignKey(OwnImport, on_delete=models.CASCADE, related_name="cells")
    role = models.CharField(max_length=4)
    level = models.CharField(max_length=8)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=30)
    people = models.PositiveIntegerField()
    usd_p10 = models.FloatField(null=True)
    usd_p25 = models.FloatField(null=True)
    usd_p50 = models.FloatField()
    usd_p75 = models.FloatField(null=True)
    usd_p90 = models.FloatField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    local_p10 = models.FloatField(null=True)
    local_p25 = models.FloatField(null=True)
    local_p50 = models.FloatField(null=True)
    local_p75 = models.FloatField(null=True)
    local_p90 = models.FloatField(null=True)
    year_from = models.PositiveSmallIntegerField()
    year_to = models.PositiveSmallIntegerField()

    objects = OwnCellQuerySet.as_manager()

    class Meta:
        ordering = ["source", "role", "level", "region", "country"]
        indexes = [models.Index(fields=["source", "role", "level"])]

    def __str__(self):
        return f"{self.role} {self.level}, {self.country_id or self.region}"
