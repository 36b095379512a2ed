import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


def take_over(apps, schema_editor):
    """Tokens made before had no name and could do everything."""
    ours = apps.get_model("accounts", "ApiToken")
    rows = apps.get_model("knox", "AuthToken").objects.values("digest", "token_key", "user_id", "created", "expiry")
    for row in rows:
        ours.objects.bulk_create([ours(name=row["token_key"], scope="write", **row)])
        ours.objects.filter(pk=row["digest"]).update(created=row["created"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_user_sees_demographics"), ("knox", "0009_extend_authtoken_field")]

    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("digest", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("token_key", models.CharField(db_index=True, max_length=25)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expiry", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(max_length=60, verbose_name="what it is for")),
                (
                    "scope",
                    models.CharField(
                        choices=[("read", "Read"), ("write", "Read and write")], default="read", max_length=5, verbose_name="what it may do"
                    ),
                ),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="auth_token_set", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"ordering": ["-created"]},
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
