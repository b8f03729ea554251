import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import pupitre.foundation.tenancy.same_company
import pupitre.foundation.tenancy.scope

COMPANY = {
    "default": pupitre.foundation.tenancy.scope.current_company,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "tenancy.company",
}
MANAGERS = [
    ("objects", django.db.models.manager.Manager()),
    ("of_every_company", django.db.models.manager.Manager()),
]


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_importrun_through"),
        ("tenancy", "0002_company_second_factor_for"),
    ]

    operations = [
        migrations.AddField("importrun", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "importrun",
            "failure",
            models.CharField(blank=True, help_text="why the job gave up, in French", max_length=300),
        ),
        migrations.AddField("importrun", "imported_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "importrun",
            "layout",
            models.JSONField(default=dict, help_text="which column of the file is which field"),
        ),
        migrations.AddField("importrun", "progress", models.PositiveSmallIntegerField(default=0, help_text="percent")),
        migrations.AddField("importrun", "queued_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "importrun",
            "queued_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
            ),
        ),
        migrations.AddField(
            "importrun", "undone", models.JSONField(default=dict, help_text="what came of taking it back")
        ),
        migrations.AddField("importrun", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField("importrun", "version", models.PositiveIntegerField(default=1, editable=False)),
        migrations.AlterField(
            "importrun",
            "through",
            models.CharField(blank=True, help_text="« ligne de commande »; empty: on a screen", max_length=40),
        ),
        migrations.AddConstraint(
            "importrun",
            pupitre.foundation.tenancy.same_company.SameCompany(
                "queued_by", name="imports_importrun_queued_by_same_company"
            ),
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("ref", models.CharField(max_length=12)),
                ("row_version", models.PositiveIntegerField()),
                ("was", models.JSONField(help_text="the values of before; null: it was created", null=True)),
                ("company", models.ForeignKey(**COMPANY)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="imports.importrun"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "indexes": [models.Index(fields=["company", "run"], name="rows_of_an_import")],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="imports_importedrow_of_company"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "run", name="imports_importedrow_run_same_company"
                    ),
                ],
            },
            managers=MANAGERS,
        ),
        migrations.CreateModel(
            name="RememberedColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(max_length=40)),
                ("header", models.CharField(help_text="folded", max_length=120)),
                ("field", models.CharField(blank=True, max_length=40)),
                ("company", models.ForeignKey(**COMPANY)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="imports_rememberedcolumn_of_company"),
                    models.UniqueConstraint(
                        fields=("company", "sheet", "header"), name="one_field_per_header_and_sheet"
                    ),
                ],
            },
            managers=MANAGERS,
        ),
    ]
