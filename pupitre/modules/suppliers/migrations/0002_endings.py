"""Endings, their steps and letters, what goes back, and the delays of the company."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import pupitre.foundation.tenancy.same_company
import pupitre.foundation.tenancy.scope
import pupitre.kernel.refs


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0001_initial"),
        ("tenancy", "0002_company_second_factor_for"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=pupitre.kernel.refs.new_ref, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("has_letter", models.BooleanField(default=True, help_text="what ends by itself is left without one")),
                ("opened_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(
                        help_text="the last day, as foreseen, then as the supplier confirms it", null=True
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("finished", "Terminée"), ("abandoned", "Abandonnée"), ("resumed", "Reprise")],
                        max_length=10,
                    ),
                ),
                ("closed_on", models.DateField(null=True)),
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
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="suppliers.contract"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "indexes": [models.Index(fields=["company", "outcome"], name="endings_by_outcome")],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="suppliers_ending_of_company"),
                    models.UniqueConstraint(fields=("company", "ref"), name="suppliers_ending_ref"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "contract", name="suppliers_ending_contract_same_company"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "")), fields=("company", "contract"), name="one_ending_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("outcome", "")),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("closed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="ending_closed_with_an_outcome",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="EndingLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("power", models.CharField(help_text="the ref of the line that lets them sign", max_length=12)),
                ("sender", models.TextField()),
                ("place", models.CharField(max_length=120)),
                ("dated_on", models.DateField()),
                ("recipient", models.TextField()),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("file", models.CharField(help_text="the ref of the PDF", max_length=12)),
                ("recorded_at", models.DateTimeField()),
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
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="suppliers.ending"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="suppliers_endingletter_of_company"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "ending", name="suppliers_endingletter_ending_same_company"
                    ),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "signatory", name="suppliers_endingletter_signatory_same_company"
                    ),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "recorded_by", name="suppliers_endingletter_recorded_by_same_company"
                    ),
                    models.UniqueConstraint(fields=("company", "ending", "number"), name="one_letter_per_version"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="EndingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("decided", "Décidée"),
                            ("letter", "Lettre signée"),
                            ("sent", "Envoyée"),
                            ("acknowledged", "Accusée"),
                            ("confirmed", "Confirmée par le fournisseur"),
                            ("returned", "Accès, clés, matériel rendus"),
                            ("last_invoice", "Dernière facture"),
                            ("credit_note", "Avoir"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("done", "Fait"),
                            ("not_needed", "Sans objet"),
                            ("withdrawn", "Retiré"),
                            ("chased", "Relancé"),
                        ],
                        max_length=10,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("ends_on", models.DateField(help_text="the last day that the supplier confirms", null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("proof", models.CharField(blank=True, help_text="the ref of the file that proves it", max_length=12)),
                ("recorded_at", models.DateTimeField()),
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
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="suppliers.ending"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="suppliers_endingstep_of_company"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "ending", name="suppliers_endingstep_ending_same_company"
                    ),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "recorded_by", name="suppliers_endingstep_recorded_by_same_company"
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="ThingToReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=pupitre.kernel.refs.new_ref, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("label", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("access", "Accès"), ("keys", "Clés et badges"), ("equipment", "Matériel")],
                        max_length=10,
                    ),
                ),
                ("returned_on", models.DateField(null=True)),
                (
                    "is_needless",
                    models.BooleanField(default=False, help_text="it turned out that there is none to return"),
                ),
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
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="things", to="suppliers.ending"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="suppliers_thingtoreturn_of_company"),
                    models.UniqueConstraint(fields=("company", "ref"), name="suppliers_thingtoreturn_ref"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "ending", name="suppliers_thingtoreturn_ending_same_company"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_needless", False), ("returned_on", None), _connector="OR"),
                        name="thing_returned_or_needless",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="EndingTuning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=pupitre.kernel.refs.new_ref, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("acknowledged", models.PositiveSmallIntegerField(null=True)),
                ("confirmed", models.PositiveSmallIntegerField(null=True)),
                ("again", models.PositiveSmallIntegerField(help_text="between two chases", null=True)),
                ("returned", models.PositiveSmallIntegerField(help_text="before the last day", null=True)),
                (
                    "company",
                    models.ForeignKey(
                        default=pupitre.foundation.tenancy.scope.current_company,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.company",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="suppliers_endingtuning_of_company"),
                    models.UniqueConstraint(fields=("company", "ref"), name="suppliers_endingtuning_ref"),
                    models.UniqueConstraint(fields=("company",), name="one_ending_tuning"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
    ]
