from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_question_filters_index")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField()),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(pk=1), name="one_catalogue_edition")]},
        ),
        migrations.DeleteModel("SearchText"),
        migrations.RemoveIndex("Question", "current_question_filters"),
    ]
