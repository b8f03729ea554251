import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import pupitre.foundation.tenancy.sealing


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "secret",
                    pupitre.foundation.tenancy.sealing.SealedTextField(
                        help_text="shared with the application of a phone, in base32"
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "last_step",
                    models.PositiveBigIntegerField(
                        default=0, help_text="of the last code accepted: none before is again"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="codes", to="access.secondfactor"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("factor", "hash"), name="one_recovery_code_per_hash"),
                ],
            },
        ),
    ]
