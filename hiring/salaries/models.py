"""Countries; pay figures and their sources."""

from django.db import models


class Country(models.Model):
    """ISO 3166-1 alpha-2 (Namibia is "NA"), with the region that figures are pooled over and its home currency."""

    code = models.CharField(max_length=2, primary_key=True)
    iso3 = models.CharField(max_length=3, unique=True)
    name = models.CharField(max_length=80, unique=True)
    region = models.CharField(max_length=30, db_index=True)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self):
        return self.name
