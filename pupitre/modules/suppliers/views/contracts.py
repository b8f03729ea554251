"""The list of contracts."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pupitre.foundation import clock
from pupitre.foundation.registry import shown_in
from pupitre.foundation.tenancy.queries import names_on
from pupitre.kernel.formatting import NO_BREAK, counted, euros, euros_short, number
from pupitre.modules.suppliers import policies, queries
from pupitre.modules.suppliers.models import REGIMES
from pupitre.modules.suppliers.rules import per_person_cents, shipped_categories
from pupitre.modules.suppliers.tables.contracts import PAGE, VIEWS, Asked, first_page, heads, line
from pupitre.modules.suppliers.tables.rows import contract_rows, options
from pupitre.ui.addresses import url_of


@require_safe
def home(request):
    """The contracts for those who steer them, the directory for everybody else."""
    door = "contract_list" if policies.can_see_all_contracts(request.actor) else "supplier_list"
    return redirect(f"suppliers:{door}", request.actor.company.slug)


@require_safe
def contract_list(request):
    asked, on = Asked.read(request.GET), clock.today(request.actor.company)
    figures, rows = _found(request, asked, on)
    people = names_on(on)
    page = _page(rows, figures.kept, request.GET.get("page", "1"))
    base = url_of("suppliers:contract_list", request.actor.company.slug)
    can_edit, sees_all = policies.can_edit_contracts(request.actor), policies.can_see_all_contracts(request.actor)
    standings = queries.standings(page.object_list, request.actor.company, on)
    lines = [line(standing, base, on) for standing in standings]
    context = {
        "asked": asked,
        "figures": figures,
        "is_empty": not (figures.running or asked.url()),
        "subtitle": _subtitle(figures, len(people) if sees_all else 0) if figures.running else "",
        "sees_all": sees_all,
        "chips": _chips(asked, figures),
        "selects": _selects(asked, people),
        "heads": heads(asked),
        "lines": lines,
        "rows": contract_rows(lines, can_pick=can_edit),
        "page": page,
        "kept": _kept(figures, len(page.object_list)),
        "people": options((person.ref, person.name) for person in people),
        "categories": options((category.name, category.name) for category in shipped_categories()),
        "regimes": REGIMES,
        "can_edit": can_edit,
        "query": asked.url(),
        "tabs": tabs(request, "contracts"),
        "today": on,
    }
    whole = "suppliers/contract_list.html"
    return render(request, f"{whole}#rows" if request.htmx.target == "contracts" else whole, context)


def _found(request, asked, on):
    """The ready-made questions, first page, are asked all day long: their SQL is kept."""
    owner = queries.owner_seen(request.actor)
    if owner is not None and asked.is_ready_made and request.GET.get("page", "1") == "1":
        return queries.portfolio_of_view(owner, asked.view, on), first_page(asked, owner, on)
    seen, kept = queries.contracts_visible_to(request.actor), asked.condition(on)
    return queries.portfolio(seen, kept, on), seen.filter(kept).order_by(*asked.order)


def tabs(request, current):
    slug = request.actor.company.slug
    found = [
        ("contracts", "Contrats", "suppliers:contract_list", policies.can_see_contracts(request.actor)),
        ("suppliers", "Fournisseurs", "suppliers:supplier_list", True),
        ("endings", "Résiliations", "suppliers:ending_list", policies.can_see_contracts(request.actor)),
    ]
    own = [
        {"label": label, "url": url_of(name, slug), "is_current": key == current}
        for key, label, name, is_open in found
        if is_open
    ]
    return [*own, *shown_in("suppliers.tabs", request.actor)]


class Counted(Paginator[Any]):
    """The number of rows is already known: it came with the figures."""

    def __init__(self, rows, count):
        self.count = count
        super().__init__(rows, PAGE)


def _page(rows, count, number_asked):
    paginator = Counted(rows, count)
    if not number_asked.isdecimal() or not 1 <= int(number_asked) <= paginator.num_pages:
        raise BadRequest
    return paginator.page(int(number_asked))


def _subtitle(figures, people):
    """Per person when all contracts are seen: « 61 contrats, 148 920 € HT par an, soit 4 255 € par personne »."""
    said = [counted(figures.running, "contrat")]
    if figures.yearly_ht:
        each = per_person_cents(figures.yearly_ht, people) if not figures.yearly_ttc else None
        each_said = f", soit {number(each // 100)}{NO_BREAK}€ par personne" if each else ""
        said.append(f"{number(figures.yearly_ht // 100)}{NO_BREAK}€ HT par an{each_said}")
    if figures.yearly_ttc:
        said.append(f"et {euros_short(figures.yearly_ttc)} TTC")
    if figures.unpriced:
        said.append(f"{figures.unpriced} sans prix")
    complete = 100 * (figures.running - figures.counts["incomplete"]) // figures.running
    said.append(f"complets à {complete}{NO_BREAK}%")
    return ", ".join(said)


def _chips(asked, figures):
    shown = ((key, label) for key, label in VIEWS.items() if key in ("upcoming", asked.view) or figures.counts[key])
    return [
        {
            "label": label,
            "url": f"?{asked.url(view=key)}",
            "count": "" if key == "upcoming" else figures.counts[key],
            "is_current": key == asked.view,
        }
        for key, label in shown
    ]


def _selects(asked, people):
    """What the list can be narrowed to, each with what is asked now."""
    found = queries.narrowings()
    categories, sites = [(name, name) for name in found.categories], found.sites
    offered = (
        ("category", "Catégorie", categories),
        ("owner", "Responsable", [(person.ref, person.name) for person in people]),
        ("site", "Site", sites),
    )
    return [
        {"name": name, "label": label, "options": options(choices, getattr(asked, name)), "asked": getattr(asked, name)}
        for name, label, choices in offered
        if len(choices) > 1 or getattr(asked, name)
    ]


def _kept(figures, shown):
    whole = (
        f"{number(shown)} sur {counted(figures.kept, 'contrat')}"
        if shown != figures.kept
        else counted(shown, "contrat")
    )
    return {
        "count": whole,
        "sum": euros(figures.kept_ht),
        "ttc": f"{euros(figures.kept_ttc)} TTC" if figures.kept_ttc else "",
    }
