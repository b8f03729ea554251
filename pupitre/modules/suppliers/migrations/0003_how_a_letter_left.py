"""How a letter left: what it says of its sending, and whether it was signed without a power."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0002_endings"),
    ]

    operations = [
        migrations.AddField(
            model_name="endingletter",
            name="channel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("registered", "Lettre recommandée avec accusé de réception"),
                    ("lre", "Lettre recommandée électronique"),
                    ("email", "E-mail"),
                    ("by_hand", "Remise en main propre"),
                ],
                default="",
                help_text="how it is said to be sent",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="endingstep",
            name="lacks_power",
            field=models.BooleanField(default=False, help_text="it left signed by somebody who had no power that day"),
        ),
    ]
