"""Asking, answering, and saying who decides."""

from collections.abc import Mapping
from typing import Any

from django import forms

from pupitre.engines.decisions.models import BASES, MODES, DecisionRequest, Power
from pupitre.engines.decisions.queries.requests import all_kinds
from pupitre.engines.decisions.rules import Code, Kind, Mode
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.web.fields import AmountField, DayField, PickField
from pupitre.kernel.formatting import euros
from pupitre.kernel.money import Basis

ROLE = "role:"


class AskForm(forms.Form):
    title = forms.CharField(label="Ce qui est à décider", max_length=160)
    amount_cents = AmountField(label="Montant", required=False)
    basis = forms.ChoiceField(label="Le montant est", choices=BASES, initial=Basis.TTC, required=False)
    payee_name = forms.CharField(
        label="Fournisseur", max_length=120, required=False, help_text="Ce qui est demandé le même jour s’additionne."
    )
    decide_by = DayField(label="Réponse utile avant le", required=False)
    recommendation = forms.CharField(
        label="Votre avis", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    consequence = forms.CharField(
        label="Si rien n’est décidé", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    then_what = forms.CharField(
        label="Dès l’accord, à faire", max_length=160, required=False, help_text="« Passer la commande chez Bruneau »"
    )

    def __init__(self, *args: Any, members: list[Member], asked: DecisionRequest | None = None, **kwargs: Any) -> None:
        """What a module asked keeps its title and its amount: they are the module's."""
        super().__init__(*args, **kwargs)
        if asked is not None and asked.subject:
            for name in ("title", "amount_cents", "basis", "payee_name"):
                del self.fields[name]
        self.fields["then_member"] = PickField(members, label="Par", empty="Personne en particulier", required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "basis" in given and given.get("amount_cents") is None:
            given["basis"] = ""
        if given.get("then_what") and given.get("then_member") is None:
            self.add_error("then_member", "Dites qui le fera : personne d’autre ne le verra.")
        return given

    @staticmethod
    def foreseen(asked: Mapping[str, str]) -> dict[str, str]:
        """What an address says of a request that is not written yet: only shown, to be corrected and sent."""
        return {name: asked[name] for name in ("title", "amount_cents", "basis", "decide_by") if name in asked}

    @staticmethod
    def values_of(request: DecisionRequest) -> dict[str, Any]:
        return {
            "title": request.title,
            "amount_cents": euros(request.amount_cents) if request.amount_cents else "",
            "basis": request.basis or Basis.TTC,
            "payee_name": request.payee_name,
            "decide_by": request.decide_by,
            "recommendation": request.recommendation,
            "consequence": request.consequence,
            "then_what": request.then_what,
            "then_member": request.then_member.ref if request.then_member else "",
        }


class AnswerForm(forms.Form):
    """No default: an answer is a choice that somebody made."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    said = forms.CharField(
        label="Un mot avec la réponse", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = DayField(label="Remis au", required=False)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.code, one.label) for one in kind.options]
        if kind.has_condition:
            offered.append((Code.CONDITION, "Oui, à condition…"))
        more = [(Code.QUESTION, "Une question"), (Code.TALK, "En parler au point"), (Code.LATER, "Plus tard")]
        self.fields["code"] = forms.ChoiceField(
            label="La réponse",
            choices=[*offered, *more],
            widget=forms.RadioSelect,
            error_messages={"required": "Choisissez une réponse : rien n’est décidé d’avance."},
        )


class ReplyForm(forms.Form):
    said = forms.CharField(label="Votre réponse", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class OralForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    said = forms.CharField(label="Ce qui a été dit", max_length=1000, required=False)

    def __init__(self, *args: Any, kind: Kind, deciders: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider"] = PickField(deciders, label="Qui a décidé", empty="Choisir")
        options = [(one.code, one.label) for one in kind.options]
        self.fields["code"] = forms.ChoiceField(label="La réponse", choices=options, widget=forms.RadioSelect)


class PowerForm(forms.Form):
    """A line that speaks of somebody who left keeps saying so until it is changed."""

    def __init__(self, *args: Any, members: list[Member], stored: Power | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = [one for one in (stored.holder, stored.asker) if one and one not in members] if stored else []
        members = [*members, *gone]
        roles = [(f"{ROLE}{code}", label) for code, label in Role.choices]
        people = [(member.ref, member.name) for member in members]
        domains = [("", "Toutes les demandes"), *((kind.name, kind.label) for kind in all_kinds())]
        self._members = {member.ref: member for member in members}
        self.fields["who"] = forms.ChoiceField(label="Qui", choices=[("Rôles", roles), ("Personnes", people)])
        self.fields["mode"] = forms.ChoiceField(label="Pouvoir", choices=MODES)
        self.fields["domain"] = forms.ChoiceField(label="De quoi", choices=domains, required=False)
        self.fields["category"] = forms.CharField(label="Catégorie", max_length=60, required=False)
        self.fields["up_to_cents"] = AmountField(label="Jusqu’à", required=False, help_text="Vide : sans limite.")
        self.fields["basis"] = forms.ChoiceField(label="Montant", choices=BASES)
        self.fields["asker"] = PickField(members, label="Pour les demandes de", empty="Tout le monde", required=False)
        self.fields["escalates_after"] = forms.IntegerField(
            label="Sans réponse, niveau suivant après (jours ouvrés)", min_value=1, max_value=60, required=False
        )

        self.fields["ends_on"] = DayField(label="Jusqu’au", required=False, help_text="Vide : jusqu’à nouvel ordre.")
        self.fields["may_sign"] = forms.BooleanField(label="Peut aussi signer pour l’entreprise", required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        who = given.pop("who", "")
        given["holder"] = self._members.get(who)
        given["holder_role"] = who.removeprefix(ROLE) if who.startswith(ROLE) else ""
        return given

    @staticmethod
    def values_of(power: Power) -> dict[str, Any]:
        return {
            "who": power.holder.ref if power.holder else f"{ROLE}{power.holder_role}",
            "mode": power.mode,
            "domain": power.domain,
            "category": power.category,
            "up_to_cents": euros(power.up_to_cents) if power.up_to_cents else "",
            "basis": power.basis,
            "asker": power.asker.ref if power.asker else "",
            "escalates_after": power.escalates_after or "",
            "ends_on": power.ends_on,
            "may_sign": power.may_sign,
        }

    @staticmethod
    def usual() -> dict[str, Any]:
        return {"who": f"{ROLE}{Role.OFFICE_MANAGER}", "mode": Mode.DECIDES, "basis": Basis.TTC}


class StandInForm(forms.Form):
    starts_on = DayField(label="À partir du", required=False, help_text="Vide : à chaque absence.")
    ends_on = DayField(label="Jusqu’au", required=False)

    def __init__(self, *args: Any, members: list[Member], may_name: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = PickField(may_name, label="À la place de", empty="Choisir")
        self.fields["stand_in"] = PickField(members, label="Décide", empty="Choisir")
        self.order_fields(["member", "stand_in", "starts_on", "ends_on"])


class TuningForm(forms.Form):
    link_cents = AmountField(label="Sans se connecter, jusqu’à")
    links_a_day = forms.IntegerField(label="Décisions par lien, par personne et par jour", min_value=0, max_value=100)
