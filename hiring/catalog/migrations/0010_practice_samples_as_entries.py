import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

KINDS = [("skill", "Skill"), ("question", "Question"), ("role", "Role"), ("practice", "Practice sample")]


def name_by_question(apps, schema_editor):
    samples, questions = apps.get_model("catalog", "PracticeSample").objects, apps.get_model("catalog", "Question").objects
    samples.update(slug=Subquery(questions.filter(pk=OuterRef("question")).values("slug")[:1]))


class Migration(migrations.Migration):
    dependencies = [("catalog", "0009_bank_in_memory"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AlterModelOptions("PracticeSample", {"ordering": ["skill__position", "slug"]}),
        migrations.RemoveConstraint("PracticeSample", "practice_sample_once"),
        migrations.AddField("PracticeSample", "slug", models.SlugField(max_length=80, null=True, unique=True)),
        migrations.AddField("PracticeSample", "position", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "PracticeSample",
            "version",
            models.PositiveIntegerField(
                default=1, help_text="Counts the company's changes, so that two people cannot overwrite each other"
            ),
        ),
        migrations.AddField("PracticeSample", "changed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "PracticeSample",
            "changed_by",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            "PracticeSample",
            "catalogue_version",
            models.CharField(blank=True, help_text="The built-in catalogue it came with; empty for the company's own.", max_length=20),
        ),
        migrations.AlterField("PracticeSample", "retired", models.BooleanField(db_index=True, default=False)),
        migrations.RunPython(name_by_question, migrations.RunPython.noop),
        migrations.AlterField("PracticeSample", "slug", models.SlugField(max_length=80, unique=True)),
        migrations.AlterField("Edit", "kind", models.CharField(choices=KINDS, max_length=8)),
        migrations.AlterField("ReleaseChange", "kind", models.CharField(choices=KINDS, max_length=8)),
    ]
