"""The form of a supplier."""

from collections.abc import Callable
from typing import Any

from django import forms

from pupitre.kernel import identifiers
from pupitre.modules.suppliers.models import Supplier
from pupitre.modules.suppliers.rules import SupplierDraft

WHY = {"length": "il n’a pas le bon nombre de chiffres", "checksum": "sa clé de contrôle est fausse"}


class NumberField(forms.CharField):
    """A SIREN, a SIRET or a VAT number, checked by its rule."""

    def __init__(self, read: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, **kwargs)
        self.read = read

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return self.read(typed)
        except identifiers.BadIdentifier as error:
            why = WHY.get(error.code, "ce n’est pas sa forme")
            raise forms.ValidationError(f"Ce numéro n’est pas valable : {why}.") from error


class SupplierForm(forms.Form):
    name = forms.CharField(label="Nom", max_length=120)
    category = forms.CharField(label="Catégorie", max_length=60, required=False)
    contact_name = forms.CharField(label="Contact", max_length=120, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(label="Téléphone", max_length=40, required=False)
    website = forms.CharField(label="Site web", max_length=200, required=False)
    siren = NumberField(identifiers.siren, label="SIREN", help_text="9 chiffres")
    siret = NumberField(identifiers.siret, label="SIRET", help_text="14 chiffres")
    vat_number = NumberField(identifiers.vat_number, label="N° de TVA")
    notes = forms.CharField(label="Notes", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, supplier: Supplier | None = None, **kwargs: Any) -> None:
        stored = self.values_of(supplier) if supplier else {}
        kwargs["initial"] = {**stored, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["category"].widget.attrs |= {"list": "categories", "autocomplete": "off"}

    @staticmethod
    def values_of(supplier: Supplier) -> dict[str, Any]:
        return {name: getattr(supplier, name) for name in SupplierDraft.__dataclass_fields__}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        siren, siret = data.get("siren"), data.get("siret")
        if siret and not siren:
            data["siren"] = siret[:9]
        elif siret and siren and not siret.startswith(siren):
            self.add_error("siret", "Ce SIRET n’est pas celui d’un établissement de ce SIREN.")
        return data

    def draft(self) -> SupplierDraft:
        return SupplierDraft(**self.cleaned_data)
