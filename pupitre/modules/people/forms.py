"""The shape of what is typed about people, teams, sites and the company."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation

from pupitre.foundation.accounts.models import User
from pupitre.foundation.tenancy.models import ZONES, Clearance, Member, Role, Site
from pupitre.foundation.web.fields import DayField, PickField
from pupitre.kernel.formatting import day_short
from pupitre.modules.people.models import Contract, Person, Team

TIME_ZONES = [
    ("Europe/Paris", "Paris"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Marigot", "Saint-Martin"),
    ("America/St_Barthelemy", "Saint-Barthélemy"),
]
NOBODY = [("", "Personne")]


class PersonForm(forms.Form):
    """`choices` are the members, teams and sites that may be picked."""

    name = forms.CharField(label="Nom", max_length=120)
    job_title = forms.CharField(label="Poste", max_length=120, required=False)
    email = forms.EmailField(label="Adresse e-mail", required=False)
    phone_work = forms.CharField(label="Téléphone professionnel", max_length=40, required=False)
    staff_number = forms.CharField(label="Matricule", max_length=40, required=False)
    contract_type = forms.ChoiceField(label="Type de contrat", choices=[("", "—"), *Contract.choices], required=False)
    weekly_hours = forms.CharField(
        label="Horaires", max_length=60, required=False, help_text="Par exemple : 35 h, du lundi au jeudi."
    )

    def __init__(self, *args: Any, members: list[Member], teams: list[Team], sites: list[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = PickField(teams, label="Équipe", required=False)
        self.fields["manager"] = PickField(members, label="Responsable", empty="Personne", required=False)
        self.fields["site"] = PickField(sites, label="Site", required=False)
        self.fields["joined_on"] = DayField(label="Date d’entrée", help_text="Par exemple : 12/3/2026.")

    @staticmethod
    def values_of(person: Person) -> dict[str, str]:
        """What the form shows of a stored person."""
        member = person.member
        return {
            "name": member.name,
            "job_title": person.job_title,
            "email": member.email,
            "phone_work": person.phone_work,
            "staff_number": member.staff_number,
            "contract_type": person.contract_type,
            "weekly_hours": person.weekly_hours,
            "team": person.team.ref if person.team else "",
            "manager": member.manager.ref if member.manager else "",
            "site": member.site.ref if member.site else "",
            "joined_on": f"{member.joined_on:%d/%m/%Y}",
        }


class TeamForm(forms.Form):
    name = forms.CharField(label="Nom de l’équipe", max_length=120)

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = PickField(members, label="Qui la mène", empty="Personne", required=False)

    @staticmethod
    def values_of(team: Team) -> dict[str, str]:
        return {"name": team.name, "lead": team.lead.ref if team.lead else ""}


class CompanyForm(forms.Form):
    name = forms.CharField(label="Nom de l’entreprise", max_length=120)
    zone = forms.ChoiceField(
        label="Jours fériés", choices=ZONES, help_text="Le calendrier qui s’applique, sauf indication d’un site."
    )
    time_zone = forms.ChoiceField(label="Heure", choices=TIME_ZONES)

    @staticmethod
    def values_of(company: Any) -> dict[str, str]:
        return {"name": company.name, "zone": company.zone, "time_zone": company.time_zone}


class SiteForm(forms.Form):
    name = forms.CharField(label="Nom du site", max_length=120)
    address = forms.CharField(label="Adresse", max_length=250, required=False)
    zone = forms.ChoiceField(label="Jours fériés", choices=ZONES)
    time_zone = forms.ChoiceField(label="Heure", choices=TIME_ZONES)

    @staticmethod
    def values_of(site: Any) -> dict[str, str]:
        return {"name": site.name, "address": site.address, "zone": site.zone, "time_zone": site.time_zone}


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label="Rôles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Un propriétaire est aussi de la direction ; dès qu’il y en a un, lui seul nomme la direction.",
    )
    clearances = forms.MultipleChoiceField(
        label="Habilitations", choices=Clearance.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    @staticmethod
    def values_of(person: Person) -> dict[str, list[str]]:
        member = person.member
        return {
            "roles": [role.value for role in Role if role in member.roles],
            "clearances": [one.value for one in Clearance if one in member.clearances],
        }


class DepartureForm(forms.Form):
    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_on"] = DayField(
            label="Dernier jour dans l’entreprise",
            initial=day_short(today),
            help_text="L’accès va jusqu’à ce jour compris. Un jour déjà passé le ferme tout de suite.",
        )


class EmergencyForm(forms.Form):
    name = forms.CharField(label="Personne à prévenir", max_length=120, required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False)


class ModulesForm(forms.Form):
    """Which optional rooms are on."""

    def __init__(self, *args: Any, rooms: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = forms.MultipleChoiceField(
            label="Modules allumés", choices=rooms, required=False, widget=forms.CheckboxSelectMultiple
        )


class SecondFactorForm(forms.Form):
    """Whom the company lets in with a second factor only."""

    roles = forms.MultipleChoiceField(
        label="Second facteur exigé pour",
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="À sa prochaine page, qui n’en a pas est conduit à l’activer. Vous aussi, si c’est votre rôle.",
    )


class JoinForm(forms.Form):
    """The first password of whoever accepts an invitation."""

    password = forms.CharField(
        label="Choisissez un mot de passe",
        help_text="Au moins 12 caractères ; une phrase se retient mieux.",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password_validation.validate_password(self.cleaned_data["password"], User(email=self.email))
        return str(self.cleaned_data["password"])
