"""What is typed about tasks, and what an address may propose."""

from datetime import date
from typing import Any, cast

from django import forms

from pupitre.engines.tasks import policies, queries
from pupitre.engines.tasks.models import PRIORITIES, Task
from pupitre.engines.tasks.rules import CRITICALITY, LEARNED_FROM, LONGEST, MOST_STEPS, USUAL, TaskDraft
from pupitre.foundation import clock
from pupitre.foundation.access.table import allows
from pupitre.foundation.registry import Found, resolve
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.queries import members_on
from pupitre.foundation.web.fields import DayField, PickField, RowField
from pupitre.kernel.formatting import NO_BREAK, duration

LONGEST_TITLE = 160
CHOICES = [(str(value), label) for value, label in PRIORITIES.items()]


def others(actor: Member) -> list[Member]:
    """To whom the actor may hand a task, by name."""
    on = clock.today(actor.company)
    return [one for one in members_on(on) if one.pk != actor.pk and policies.can_receive(one, on)]


def proposal(learned: int | None) -> str:
    """Where the effort that a form proposes comes from."""
    if learned is None:
        return f"En minutes. {duration(USUAL)} d’usage, tant que moins de {LEARNED_FROM} tâches finies ont leur temps."
    return f"En minutes. {duration(learned)} : la médiane du temps passé sur les dernières tâches finies."


class TaskForm(forms.Form):
    """An owner left empty is whoever writes."""

    title = forms.CharField(label="À faire", max_length=160, help_text="Commander les badges de décembre")
    owner = RowField(label="Pour qui", rows=list, none="Moi")
    due_on = DayField(label="Échéance", required=False, help_text="12/3, demain ; vide : sans date")
    minutes = forms.IntegerField(label="Durée prévue", required=False, min_value=1, max_value=LONGEST)
    criticality = forms.TypedChoiceField(label="Priorité", choices=CHOICES, coerce=int, initial=str(CRITICALITY))
    note = forms.CharField(label="Note", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    steps = forms.CharField(
        label="Étapes",
        required=False,
        max_length=6000,
        help_text=f"Une par ligne, {MOST_STEPS} au plus",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_on_site = forms.BooleanField(label="Ne se fait que sur place", required=False)
    is_private = forms.BooleanField(
        label="Privée", required=False, help_text="Vue de son responsable et de son auteur, de personne d’autre"
    )
    subject = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Member, task: Task | None = None, **kwargs: Any) -> None:
        self.actor, self.task = actor, task
        kwargs["initial"] = {**(self.values_of(task) if task else {}), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        owner = cast(RowField, self.fields["owner"])
        owner.rows, owner.none = lambda: others(actor), f"Moi, {actor.name}"
        owner.open_on(task.owner if task and task.owner_id != actor.pk else None)
        if task is not None:
            del self.fields["steps"], self.fields["subject"]
            self.fields["minutes"].help_text = "En minutes"
            if actor.pk not in (task.owner_id, task.created_by_id):
                del self.fields["is_private"]
        else:
            self._propose_an_effort()

    def _propose_an_effort(self) -> None:
        """Learned from what the person it is for has finished."""
        ref = str(self.initial.get("owner") or "")
        owner = next((one for one in others(self.actor) if one.ref == ref), self.actor) if ref else self.actor
        is_seen = owner.pk == self.actor.pk or allows(self.actor, "tasks.see_tasks", of=owner)
        learned = queries.usual_minutes_of(owner) if is_seen else None
        self.initial.setdefault("minutes", learned or USUAL)
        self.fields["minutes"].help_text = proposal(learned)

    def values_of(self, task: Task) -> dict[str, Any]:
        """What the form shows of the task as it is stored now."""
        names = ("title", "due_on", "minutes", "note", "is_on_site", "is_private")
        owner = "" if task.owner_id == self.actor.pk else task.owner.ref
        return {**{n: getattr(task, n) for n in names}, "owner": owner, "criticality": str(task.criticality)}

    def draft(self) -> TaskDraft:
        data = self.cleaned_data
        kind, _, ref = data.get("subject", "").partition(":")
        same = ("title", "due_on", "minutes", "criticality", "note", "is_on_site")
        return TaskDraft(
            owner=data["owner"] or self.actor,
            is_private=data.get("is_private", self.task is not None and self.task.is_private),
            subject_kind=kind,
            subject_ref=ref,
            steps=data.get("steps", "").splitlines(),
            **{name: data[name] for name in same},
        )

    def clean_subject(self) -> str:
        """What may not be seen is not linked."""
        said: str = self.cleaned_data["subject"]
        return said if said and subject_of(self.actor, said) else ""


class EntrustForm(forms.Form):
    """Words or a photograph, for whoever holds the office unless somebody else is chosen."""

    words = forms.CharField(
        label="De quoi s’agit-il",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="La première ligne sera le titre.",
    )
    file = forms.FileField(label="Une photo, un document", required=False)
    due_on = DayField(label="Pour le", required=False)

    def __init__(self, *args: Any, actor: Member, **kwargs: Any) -> None:
        people = sorted(others(actor), key=lambda one: not one.has(Role.OFFICE_MANAGER))
        usual = people[0].ref if people and people[0].has(Role.OFFICE_MANAGER) else ""
        super().__init__(*args, **{**kwargs, "initial": {"owner": usual}})
        self.fields["owner"] = PickField(people, label="À qui", empty="Choisir quelqu’un")
        self.has_somebody = bool(people)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not (given.get("words") or "").strip() and not given.get("file"):
            self.add_error("words", "Quelques mots, ou une photo.")
        return given

    def draft(self) -> TaskDraft:
        """A long first line goes whole to the note; without a word, the photograph speaks."""
        given = self.cleaned_data
        first, _, rest = given["words"].strip().partition("\n")
        title = " ".join(first.split()) or "À voir en photo"
        note = rest.strip() if len(title) <= LONGEST_TITLE else given["words"].strip()
        return TaskDraft(title[:LONGEST_TITLE], owner=given["owner"], due_on=given["due_on"], note=note)


def subject_of(actor: Member, said: str) -> Found | None:
    """« suppliers.contract:7K2M9QX4T1BC », when it is there and the actor may see it."""
    kind, _, ref = said.partition(":")
    return resolve(actor, kind, ref) if ref and len(said) <= 80 and said.isprintable() else None


def proposed(actor: Member, given: Any) -> tuple[dict[str, Any], list[str]]:
    """What an address proposes for a new task, and in words what of it could not be used."""
    readers = {"title": _title, "due_on": _day, "minutes": _minutes, "criticality": _criticality, "note": _note}
    initial: dict[str, Any] = {}
    unused = []
    for name, read in readers.items():
        said = given.get(name, "").strip()
        if said and (value := read(said)) is not None:
            initial[name] = value
        elif said:
            unused.append(f"{TaskForm.base_fields[name].label}{NO_BREAK}: «{NO_BREAK}{said[:60]}{NO_BREAK}»")
    ref, about = given.get("owner", ""), given.get("subject", "")
    if ref and ref != actor.ref:
        if any(one.ref == ref for one in others(actor)):
            initial["owner"] = ref
        else:
            unused.append("Pour qui, cette personne n’est pas là")
    if about and subject_of(actor, about):
        initial["subject"] = about
    elif about:
        unused.append("À propos de quoi, cela n’est plus là")
    return initial, unused


def _title(said: str) -> str | None:
    clean = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    return clean[:160] or None


def _note(said: str) -> str | None:
    return said.replace("\x00", "")[:4000] or None


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _minutes(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) <= 4 and 1 <= int(said) <= LONGEST else None


def _criticality(said: str) -> str | None:
    return said if said in dict(CHOICES) else None


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=LONGEST)


class StepForm(forms.Form):
    text = forms.CharField(label="Étape", max_length=200)


class WhyForm(forms.Form):
    why = forms.CharField(label="Pourquoi", max_length=250)


class HandForm(forms.Form):
    owner = RowField(label="À qui", rows=list, none="Choisir")

    def __init__(self, *args: Any, actor: Member, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, me = cast(RowField, self.fields["owner"]), [actor] if task.owner_id != actor.pk else []
        field.rows = lambda: [one for one in [*me, *others(actor)] if one.pk != task.owner_id]
        field.open_on()

    def clean_owner(self) -> Member:
        owner: Member | None = self.cleaned_data["owner"]
        if owner is None:
            raise forms.ValidationError("Choisissez quelqu’un.")
        return owner


class DayForm(forms.Form):
    due_on = DayField(label="Échéance")


class TuningForm(forms.Form):
    wip_limit = forms.IntegerField(
        label="Tâches en cours au plus",
        min_value=1,
        max_value=50,
        help_text="Pour une même personne ; au-delà, une autre est d’abord mise en pause.",
    )
    stale_days = forms.IntegerField(
        label="Jours avant de garer",
        min_value=1,
        max_value=365,
        help_text="Une tâche sans échéance que personne n’a touchée depuis ; elle se reprend quand on veut.",
    )
