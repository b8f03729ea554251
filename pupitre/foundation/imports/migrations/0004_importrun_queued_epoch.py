from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_columns_and_ways_back")]

    operations = [
        migrations.AddField(
            "importrun",
            "queued_epoch",
            models.PositiveIntegerField(help_text="of the house, when it was asked", null=True),
        ),
    ]
