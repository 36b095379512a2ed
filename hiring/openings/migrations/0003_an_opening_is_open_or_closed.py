from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("openings", "0002_state_and_checked_pay_rules")]

    operations = [
        migrations.AlterField(
            model_name="opening",
            name="status",
            field=models.CharField(choices=[("draft", "Description"), ("open", "Open"), ("closed", "Closed")], default="draft", max_length=8),
        ),
    ]
