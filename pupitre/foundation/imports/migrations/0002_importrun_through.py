from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="through",
            field=models.CharField(
                blank=True, default="", help_text="« ligne de commande »; empty: on a screen", max_length=40
            ),
            preserve_default=False,
        ),
    ]
