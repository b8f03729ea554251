import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import pupitre.foundation.tenancy.same_company
import pupitre.foundation.tenancy.scope


class Migration(migrations.Migration):
    dependencies = [
        ("bank", "0001_initial"),
        ("tenancy", "0002_company_second_factor_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="SaidAgain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "company",
                    models.ForeignKey(
                        default=pupitre.foundation.tenancy.scope.current_company,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.company",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="said_again", to="bank.bankline"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="said_again", to="bank.statement"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="bank_saidagain_of_company"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "line", name="bank_saidagain_line_same_company"
                    ),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "statement", name="bank_saidagain_statement_same_company"
                    ),
                    models.UniqueConstraint(fields=("company", "statement", "line"), name="a_line_said_again_once"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
    ]
