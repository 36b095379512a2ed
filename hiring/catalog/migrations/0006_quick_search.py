import django.db.models.deletion
from django.db import migrations, models


def move(apps, schema_editor):
    question, text = apps.get_model("catalog", "Question"), apps.get_model("catalog", "SearchText")
    rows = question.objects.values_list("pk", "search_text")
    text.objects.bulk_create([text(question_id=pk, text=words) for pk, words in rows.iterator()], batch_size=500)


def move_back(apps, schema_editor):
    question, text = apps.get_model("catalog", "Question"), apps.get_model("catalog", "SearchText")
    for row in text.objects.iterator():
        question.objects.filter(pk=row.question_id).update(search_text=row.text)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_practice_marks")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="catalog.question",
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.AlterField("Question", "search_text", models.TextField(default="", editable=False)),
        migrations.RunPython(move, move_back),
        migrations.RemoveField("Question", "search_text"),
        migrations.AddIndex("QuestionSkill", models.Index(fields=["skill", "question"], name="questions_of_skill")),
    ]
