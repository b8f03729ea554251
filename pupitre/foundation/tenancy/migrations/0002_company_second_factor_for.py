from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="company",
            name="second_factor_for",
            field=models.JSONField(default=list, help_text="the roles that enter with a second factor only"),
        ),
    ]
