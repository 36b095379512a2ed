"""What candidates chose to say of themselves for the company's check on fairness, apart from everything else."""

from django.db import models

from hiring.candidates.models import Application


class VoluntaryAnswer(models.Model):
    """One candidate's answers. Read as counts of five or more alone: no page shows a row, and no admin site lists them."""

    class Sex(models.TextChoices):
        WOMAN = "woman", "Woman"
        MAN = "man", "Man"
        ANOTHER = "another", "Another gender"
        UNSAID = "unsaid", "I prefer not to say"

    class Ethnicity(models.TextChoices):
        ASIAN = "asian", "Asian"
        BLACK = "black", "Black"
        HISPANIC = "hispanic", "Hispanic or Latino"
        INDIGENOUS = "indigenous", "Indigenous"
        WHITE = "white", "White"
        SEVERAL = "several", "More than one of these"
        ANOTHER = "another", "Another"
        UNSAID = "unsaid", "I prefer not to say"

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="+")
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNSAID)
    ethnicity = models.CharField(max_length=10, choices=Ethnicity, default=Ethnicity.UNSAID)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return "Voluntary answers"
