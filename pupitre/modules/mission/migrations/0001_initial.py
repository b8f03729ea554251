import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import pupitre.foundation.tenancy.same_company
import pupitre.foundation.tenancy.scope
import pupitre.foundation.tenancy.sealing
import pupitre.kernel.money
import pupitre.kernel.refs
import pupitre.modules.mission.rules.costs
import pupitre.modules.mission.rules.savings


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("tenancy", "0002_company_second_factor_for"),
    ]

    operations = [
        migrations.CreateModel(
            name="Saving",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=pupitre.kernel.refs.new_ref, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("title", models.CharField(max_length=160)),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            (pupitre.modules.mission.rules.savings.Nature["HARD"], "Dépense en moins"),
                            (pupitre.modules.mission.rules.savings.Nature["AVOIDED"], "Coût évité"),
                            (pupitre.modules.mission.rules.savings.Nature["HOURS"], "Heures gagnées"),
                        ],
                        default=pupitre.modules.mission.rules.savings.Nature["HARD"],
                        max_length=10,
                    ),
                ),
                (
                    "contract",
                    models.CharField(blank=True, help_text="ref of the contract, when there is one", max_length=12),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[(pupitre.kernel.money.Basis["HT"], "HT"), (pupitre.kernel.money.Basis["TTC"], "TTC")],
                        default=pupitre.kernel.money.Basis["HT"],
                        max_length=3,
                    ),
                ),
                ("before_cents", models.BigIntegerField(help_text="a year, before", null=True)),
                ("after_cents", models.BigIntegerField(help_text="a year, after", null=True)),
                ("minutes_a_month", models.PositiveIntegerField(null=True)),
                ("rate_cents", models.BigIntegerField(help_text="of an hour, agreed with the direction", null=True)),
                ("cap_cents", models.BigIntegerField(help_text="the most that hours may count for, a year", null=True)),
                ("annual_cents", models.BigIntegerField(editable=False)),
                ("effective_on", models.DateField(null=True)),
                ("proof", models.CharField(blank=True, help_text="where the price before comes from", max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (pupitre.modules.mission.rules.savings.State["PROPOSED"], "Proposée"),
                            (pupitre.modules.mission.rules.savings.State["IDENTIFIED"], "Identifiée"),
                            (pupitre.modules.mission.rules.savings.State["CONTRACTED"], "Négociée"),
                            (pupitre.modules.mission.rules.savings.State["REALISED"], "Réalisée"),
                            (pupitre.modules.mission.rules.savings.State["VALIDATED"], "Validée"),
                            (pupitre.modules.mission.rules.savings.State["ABANDONED"], "Abandonnée"),
                        ],
                        default=pupitre.modules.mission.rules.savings.State["IDENTIFIED"],
                        max_length=12,
                    ),
                ),
                ("source", models.CharField(blank=True, help_text="what it was proposed from", max_length=80)),
                ("added_at", models.DateTimeField()),
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
                    "declared_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="mission_saving_of_company"),
                    models.UniqueConstraint(fields=("company", "ref"), name="mission_saving_ref"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "owner", name="mission_saving_owner_same_company"
                    ),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "declared_by", name="mission_saving_declared_by_same_company"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("company", "source"),
                        name="one_saving_per_source",
                    ),
                    models.CheckConstraint(condition=models.Q(("annual_cents__gt", 0)), name="saving_saves"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("realised", "validated")), _negated=True),
                            ("declared_by__isnull", False),
                            _connector="OR",
                        ),
                        name="realised_is_declared",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="SavingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (pupitre.modules.mission.rules.savings.State["PROPOSED"], "Proposée"),
                            (pupitre.modules.mission.rules.savings.State["IDENTIFIED"], "Identifiée"),
                            (pupitre.modules.mission.rules.savings.State["CONTRACTED"], "Négociée"),
                            (pupitre.modules.mission.rules.savings.State["REALISED"], "Réalisée"),
                            (pupitre.modules.mission.rules.savings.State["VALIDATED"], "Validée"),
                            (pupitre.modules.mission.rules.savings.State["ABANDONED"], "Abandonnée"),
                        ],
                        max_length=12,
                    ),
                ),
                ("annual_cents", models.BigIntegerField()),
                ("said", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
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
                    "saving",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="mission.saving"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="mission_savingstep_of_company"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "saving", name="mission_savingstep_saving_same_company"
                    ),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "by", name="mission_savingstep_by_same_company"
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=pupitre.kernel.refs.new_ref, editable=False, max_length=12)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "per",
                    models.CharField(
                        choices=[
                            (pupitre.modules.mission.rules.costs.Per["DAY"], "par jour"),
                            (pupitre.modules.mission.rules.costs.Per["HALF_DAY"], "par demi-journée"),
                            (pupitre.modules.mission.rules.costs.Per["MONTH"], "par mois"),
                        ],
                        default=pupitre.modules.mission.rules.costs.Per["DAY"],
                        max_length=10,
                    ),
                ),
                ("rate_cents", models.BigIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("target_days", models.PositiveSmallIntegerField(help_text="a month", null=True)),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="mission_engagement_of_company"),
                    models.UniqueConstraint(fields=("company", "ref"), name="mission_engagement_ref"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "member", name="mission_engagement_member_same_company"
                    ),
                    models.CheckConstraint(condition=models.Q(("rate_cents__gt", 0)), name="engagement_is_paid"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="engagement_ends_later",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="MonthNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("month_on", models.DateField(help_text="its first day")),
                ("comment", models.TextField(blank=True, max_length=2000)),
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
                    models.UniqueConstraint(fields=("company", "id"), name="mission_monthnote_of_company"),
                    models.UniqueConstraint(fields=("company", "month_on"), name="one_note_a_month"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="MonthPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=pupitre.kernel.refs.new_ref, editable=False, max_length=12)),
                ("month_on", models.DateField(help_text="its first day")),
                ("number", models.PositiveSmallIntegerField()),
                ("content", pupitre.foundation.tenancy.sealing.SealedTextField()),
                ("content_digest", models.CharField(max_length=64)),
                ("head_seq", models.PositiveBigIntegerField()),
                ("head_link", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
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
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenancy.member"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "of_every_company",
                "constraints": [
                    models.UniqueConstraint(fields=("company", "id"), name="mission_monthpage_of_company"),
                    models.UniqueConstraint(fields=("company", "ref"), name="mission_monthpage_ref"),
                    pupitre.foundation.tenancy.same_company.SameCompany(
                        "issued_by", name="mission_monthpage_issued_by_same_company"
                    ),
                    models.UniqueConstraint(fields=("company", "month_on", "number"), name="one_page_per_number"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="pages_count_from_one"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("of_every_company", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="saving",
            index=models.Index(fields=["company", "state"], name="savings_by_state"),
        ),
    ]
