"""A letter that left under a signature without power is noted as such."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0002_endings")]

    operations = [
        migrations.AddField(
            model_name="endingstep",
            name="lacks_power",
            field=models.BooleanField(default=False, help_text="it left signed by somebody who had no power that day"),
        ),
    ]
