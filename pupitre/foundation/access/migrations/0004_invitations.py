from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_links_about_a_subject")]

    operations = [
        migrations.AlterField(
            model_name="link",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("sign_in", "Connexion"),
                    ("set_up", "Première installation"),
                    ("unsubscribe", "Fin des récapitulatifs"),
                    ("decision", "Décision"),
                    ("invitation", "Invitation"),
                ],
                max_length=20,
            ),
        ),
    ]
