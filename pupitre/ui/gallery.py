"""Every component in every state, on one page: the place for review, for axe and for visual checks."""

from datetime import date, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pupitre.ui import pictures

TODAY = date(2026, 11, 24)
BEFORE, AFTER = TODAY - timedelta(days=365), TODAY + timedelta(days=365)
LOAD = {"last": 115, "next": 75, "meeting": 60, "reserve": 125, "free": 45}
LOAD_WORDS = [
    {"kind": "last", "amount": "1 h 55", "word": "dernier jour utile"},
    {"kind": "next", "amount": "1 h 15", "word": "ensuite"},
    {"kind": "meeting", "amount": "1 h", "word": "de rendez-vous"},
    {"kind": "reserve", "amount": "2 h 05", "word": "de réserve"},
    {"kind": "free", "amount": "45 min", "word": "libres"},
]
DAYS = [
    pictures.Bar("mar. 24", 386, 420, is_today=True),
    pictures.Bar("jeu. 26", 460, 420),
    pictures.Bar("mar. 1er", 270, 420),
    pictures.Bar("jeu. 3", 312, 420, kind="far"),
    pictures.Bar("mar. 8", 156, 420, kind="far"),
    pictures.Bar("jeu. 10", 0, 210, kind="far"),
]
CONTRACTS = [
    ("Nettoyage des bureaux", "Propnet · C-0114", "act", "À poster aujourd’hui", "30 nov. 2026", "5 040,00 €", 31, 6),
    ("Maintenance de l’ascenseur", "Otis · C-0098", "late", "Reconduit jusqu’au 31 déc. 2027", "1 oct. 2026",
     "2 400,00 €", 400, -54),
    ("Assurance multirisque des locaux et des équipements informatiques", "Compagnie européenne d’assurances "
     "professionnelles et de prévoyance · C-0101", "act", "À décider au plus tard le 18 déc.", "24 déc. 2026",
     "113 210,50 €", 80, 30),
    ("Suite bureautique, 34 postes", "Microsoft · C-0120", "fine", "Reconduction décidée", "12 janv. 2027",
     "4 896,00 €", 120, 49),
    ("Fontaine à eau", "Lyreco · C-0087", "plain", "À préparer dès janvier", "15 avril 2027", "612,00 €", 230, 142),
]  # fmt: skip
LONG = "Contester la facture de maintenance de l’ascenseur, 8,4 % au-dessus du contrat pluriannuel signé en 2024"
FACTS = [
    ("Avant", "aujourd’hui, 16 h : la lettre doit partir"),
    ("Avis de Claire", "ne pas reconduire, trois devis reçus"),
    ("Si rien n’est décidé", "engagés jusqu’au 31 décembre 2027"),
]
TABS = [
    {"label": "Contrat", "url": "#", "is_current": True, "count": 0},
    {"label": "Factures", "url": "#", "is_current": False, "count": 3},
    {"label": "Historique", "url": "#", "is_current": False, "count": 0},
]
STEPS = [
    {"label": "Fichier", "url": "#", "state": "done"},
    {"label": "Colonnes", "url": "", "state": "current"},
    {"label": "Aperçu", "url": "", "state": "todo"},
]
DOORS = [
    [("Aujourd’hui", "sun", 0), ("À décider", "scale", 2), ("Demandes", "inbox", 5)],
    [("Équipe", "users", 0), ("Fournisseurs", "handshake", 0), ("Budget", "wallet", 0), ("Locaux", "building-2", 0),
     ("Procédures", "list-checks", 0), ("Communication", "megaphone", 0), ("Obligations", "shield-check", 0)],
    [("Ma mission", "compass", 0), ("Mes clients", "briefcase", 0)],
]  # fmt: skip


class Example(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Intitulé du contrat", help_text="Ce que l’on lit dans la liste.")
    email = forms.EmailField(label="Adresse électronique")
    supplier = forms.ChoiceField(
        label="Fournisseur", choices=[("", "Choisir…"), ("p", "Propnet"), ("o", "Otis, maintenance et dépannage")]
    )
    starts_on = forms.DateField(
        label="Début du contrat", help_text="12/3, 12 mars ou 12/03/2027.", widget=forms.TextInput(attrs={"size": 12})
    )
    yearly = forms.CharField(label="Montant", help_text="Une virgule ou un point.")
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    is_tacit = forms.BooleanField(
        label="Se reconduit tout seul", help_text="Sans rien faire, le contrat repart pour une période.", required=False
    )
    part = forms.ChoiceField(
        label="Quand", choices=[("am", "Le matin"), ("pm", "L’après-midi")], widget=forms.RadioSelect
    )
    roles = forms.MultipleChoiceField(
        label="Rôles",
        choices=[("om", "Office manager"), ("dir", "Direction"), ("emp", "Salarié")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Une personne peut en tenir plusieurs.",
    )
    closed = forms.CharField(label="Référence", initial="C-0114", disabled=True, required=False)
    document = forms.FileField(label="Le contrat, en PDF", help_text="PDF, 25 Mo au plus.", required=False)


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", _context())


def _context() -> dict[str, Any]:
    load = pictures.load_bar(
        [(minutes, kind) for kind, minutes in LOAD.items()],
        "Charge du jour : 1 h 55 au dernier jour utile, 1 h 15 ensuite, 45 min libres.",
    )
    return {
        "shell": _shell(),
        "crumbs": [{"label": "Fournisseurs", "url": "#"}, {"label": "Galerie", "url": ""}],
        "long": LONG,
        "load": load,
        "load_rows": LOAD_WORDS,
        "bars": pictures.day_bars(DAYS, "Charge prévue par jour : mar. 24, 6 h 26 sur 7 h ; jeu. 26, 7 h 40 sur 7 h."),
        "rows": [_contract(*contract) for contract in CONTRACTS],
        "page": Paginator(range(312), 25).get_page(4),
        "timeline": _life(),
        "spark": pictures.spark([3, 4, 4, 6, 5, 7, 8.2], "Satisfaction : de 3 à 8,2 en sept mois."),
        "facts": FACTS,
        "hues": range(6),
        "tabs": TABS,
        "steps": STEPS,
        "form": _filled(),
        "refused": _refused(),
    }


def _shell() -> dict[str, Any]:
    rank = count()
    return {
        "groups": [[_door(next(rank), *door) for door in group] for group in DOORS],
        "company": {"name": "Atelier Lumen", "url": "#"},
        "switch_url": "#",
        "person": {"name": "Claire Morel", "initials": "CM", "role": "Office manager"},
        "account_url": "#",
        "sign_out_url": "#",
        "messages": [{"text": "Contrat Propnet mis de côté.", "level": "success", "undo_url": "#"}],
    }


def _door(rank: int, label: str, icon: str, waiting: int) -> dict[str, Any]:
    return {"label": label, "url": "#", "icon": icon, "is_current": not rank, "count": waiting, "key": ""}


def _filled() -> Example:
    return Example(initial={"title": "Nettoyage des bureaux", "starts_on": "01/01/2026", "part": "am", "roles": ["om"]})


def _refused() -> Example:
    given = {"email": "claire@", "starts_on": "31/02/2027", "part": "soir", "supplier": "p", "yearly": "420,00"}
    form = Example({f"refused-{name}": value for name, value in given.items()}, prefix="refused")
    form.add_error(None, "La fin du contrat tombe avant son début.")
    return form


def _contract(name: str, detail: str, tone: str, said: str, last: str, price: str, left: int, notice: int) -> Any:
    end, day = TODAY + timedelta(days=left), TODAY + timedelta(days=notice)
    marks = [pictures.Mark(day, tone)]
    title = f"{name} : dernier jour pour résilier, {last}."
    cell = pictures.span(end - timedelta(days=365), end, marks, TODAY, BEFORE, AFTER, title)
    return SimpleNamespace(title=name, small=detail, tone=tone, words=said, last=last, price=price, span=cell)


def _life() -> Any:
    terms = [
        pictures.Term(date(2025, 1, 1), date(2025, 12, 31), "première période"),
        pictures.Term(date(2026, 1, 1), date(2026, 12, 31), "deuxième période"),
        pictures.Term(date(2027, 1, 1), date(2027, 12, 31), "si rien n’est fait"),
    ]
    windows = [
        pictures.Notice(date(2025, 9, 1), date(2025, 10, 31), "late", "passée sans décision"),
        pictures.Notice(date(2026, 10, 1), date(2026, 11, 30), "act", "résilier avant le 30 nov."),
        pictures.Notice(date(2027, 10, 1), date(2027, 11, 30), "plain", "prochaine fenêtre"),
    ]
    title = "Contrat Propnet, de janvier 2025 à décembre 2027 ; à résilier avant le 30 novembre 2026."
    return pictures.timeline(terms, windows, TODAY, date(2025, 1, 1), date(2027, 12, 31), title)
