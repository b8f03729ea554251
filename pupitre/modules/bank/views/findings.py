"""« Ce qui revient »: reading it, accepting it in one go, ignoring it for good."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from pupitre.foundation import clock
from pupitre.foundation.access.refusals import require
from pupitre.foundation.tenancy.queries import Here
from pupitre.foundation.web.answers import answer
from pupitre.foundation.web.editing import new_once
from pupitre.kernel.formatting import counted, euros
from pupitre.modules.bank import actions, policies, queries
from pupitre.modules.bank.models import Finding
from pupitre.modules.bank.tables.found import UNNAMED, groups_of
from pupitre.modules.bank.tables.statements import statement_lines
from pupitre.ui.addresses import url_of

MOST = 500


@require_safe
def home(request):
    require(policies.can_see(request.actor))
    on, slug = clock.today(request.actor.company), request.actor.company.slug
    waiting = queries.statements_visible_to(request.actor).filter(state="waiting").count()
    covered = queries.covered()
    if covered.first_on is None and not waiting:
        return redirect(url_of("bank:statement_list", slug))
    rows = list(queries.findings_visible_to(request.actor))
    shown = [row for row in rows if row.state != Finding.State.IGNORED]
    known = queries.followed_by_contracts(shown, Here(on))
    can_discover = policies.can_discover(request.actor)
    there = queries.still_there(shown)
    groups = groups_of(shown, queries.proofs_of(shown), known, there, slug, can_pick=can_discover)
    context = {
        "groups": groups,
        "ignored": [_ignored(row) for row in rows if row.state == Finding.State.IGNORED],
        "waiting": waiting,
        "covered": covered,
        "lines": statement_lines(_with_trouble(request)),
        "subtitle": _subtitle(shown),
        "picked": sum(line.is_picked for group in groups for line in group.lines),
        "can_discover": can_discover,
        "once": new_once(),
    }
    return render(request, "bank/home.html", context)


def _with_trouble(request):
    """The last statements that were refused, or whose rows could not all be read."""
    rows = queries.statements_visible_to(request.actor)[:6]
    return [row for row in rows if row.state == "refused" or row.faults_count]


def _subtitle(rows):
    running = [row for row in rows if not row.is_stopped]
    if not running:
        return ""
    said = counted(len(running), "dépense régulière", "dépenses régulières")
    return f"{said}, {euros(sum(row.yearly_cents for row in running))} TTC par an"


def _ignored(row):
    return {"ref": row.ref, "name": row.name or UNNAMED, "yearly": euros(row.yearly_cents)}


@require_POST
def acceptance(request):
    refs = _chosen(request)
    once = request.POST.get("once", "")
    return answer(request, _accepted, actions.accept_findings, refs, once=once, to=_home(request))


def _accepted(made):
    """A second click is answered by what remains of the first: nothing to count."""
    if not isinstance(made, list):
        return "C’est déjà fait."
    contracts = sum(bool(row.contract_ref) for row in made)
    if not contracts:
        return f"{counted(len(made), 'fournisseur ajouté', 'fournisseurs ajoutés')}."
    said = counted(contracts, "contrat ajouté", "contrats ajoutés")
    return f"{said} : fin et préavis à compléter."


@require_POST
def ignoring(request):
    refs = _chosen(request)
    said = f"{counted(len(refs), 'ligne ignorée', 'lignes ignorées')}."
    return answer(request, said, actions.ignore_findings, refs, to=_home(request))


@require_POST
def resumption(request):
    refs = _chosen(request)
    said = f"{counted(len(refs), 'ligne remise', 'lignes remises')} dans la liste."
    return answer(request, said, actions.resume_findings, refs, to=_home(request))


def _chosen(request):
    refs = request.POST.getlist("ref")
    if len(refs) > MOST:
        raise BadRequest
    return refs


def _home(request):
    return url_of("bank:home", request.actor.company.slug)
