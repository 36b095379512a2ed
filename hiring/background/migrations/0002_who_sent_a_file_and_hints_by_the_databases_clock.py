import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("background", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="sent_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile", index=models.Index(fields=["sent_by", "created_at"], name="files_someone_sent")
        ),
        migrations.AlterField(model_name="job", name="hinted_at", field=models.DateTimeField(db_default=Now())),
    ]
