import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_api_tokens")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="employees",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Laws on pay in adverts bind from a certain number on. Left empty, Rolecall says that it cannot tell.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="number of employees",
            ),
        ),
    ]
