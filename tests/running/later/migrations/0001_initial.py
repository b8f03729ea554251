"""Makes the table, changes what was there, then does as the test says: fails, or takes its time."""

import os
import time

from django.db import migrations, models


def go_through_it(apps, schema_editor):
    apps.get_model("tenancy", "Company").objects.update(name="Changé par demain")
    if os.environ.get("TOMORROW") == "fails":
        raise RuntimeError("tomorrow is not ready")
    if os.environ.get("TOMORROW") == "slow":
        time.sleep(60)


class Migration(migrations.Migration):
    initial = True
    atomic = False  # the worst case: what is done is done
    dependencies = [("tenancy", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Novelty",
            fields=[("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=20))],
        ),
        migrations.RunPython(go_through_it, migrations.RunPython.noop),
    ]
