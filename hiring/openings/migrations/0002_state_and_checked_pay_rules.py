from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("openings", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="opening",
            name="state",
            field=models.CharField(
                blank=True, default="", help_text="ISO 3166-2, such as US-CA: its law may ask for more.", max_length=6, verbose_name="state or province"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="descriptionversion",
            name="pay_rules",
            field=models.JSONField(default=dict, help_text="The pay rules of its place as they were found when it was approved."),
        ),
        migrations.AlterField(
            model_name="descriptionversion",
            name="exception",
            field=models.TextField(
                blank=True, help_text="Why it was approved by its own author, on thin or old pay figures, or against a pay rule."
            ),
        ),
    ]
