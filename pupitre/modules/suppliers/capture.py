"""A contract in one line: « contrat nettoyage Propnet 420 € HT/mois tacite préavis 3 mois fin 31/12 »."""

from dataclasses import replace

from pupitre.foundation.registry.asking import choose, half_priced, sorted_out
from pupitre.foundation.registry.captures import Capture, Choice, Fact, Landing, Question, words_of
from pupitre.kernel.capture import Day, Line, Person, Piece, Price, Renewing, Role, Span, Term, Value
from pupitre.kernel.notice import Notice, Regime
from pupitre.modules.suppliers import policies, queries
from pupitre.modules.suppliers.rules import naming

EXAMPLE = "contrat nettoyage Propnet 420 € HT/mois tacite préavis 3 mois fin 31/12"
MOST = 4  # names offered
SLOTS: dict[type, tuple[str, str]] = {
    Price: ("price_cents", "Prix"),
    Regime: ("regime", "Reconduction"),
    Notice: ("notice", "Préavis"),
    Term: ("initial_months", "Durée initiale"),
    Renewing: ("renewal_months", "Chaque reconduction"),
    Person: ("owner", "Responsable"),
}
DAYS = {Role.FROM: ("starts_on", "Prise d’effet"), Role.END: ("ends_on", "Fin écrite")}
UNPLACED = ("day", "")  # a day that neither begins nor ends anything yet


def read_contract(line: Line, head: Span) -> Landing:
    sure, asked, doubts = sorted_out(line, lambda value: _slot(value)[0], _half_said)
    taken = [*(one.span for one in sure), *(one.span for one in asked), *(one.span for one in doubts)]
    supplier, question = _supplier(line, [*line.between([head, *taken])])
    facts = [Fact("Fournisseur", _named(supplier), (supplier.span,))] if supplier else []
    facts += [_fact(piece) for piece in sure]
    title = line.rest([head, *(span for fact in facts for span in fact.spans)])
    values = {"title": title[:1].upper() + title[1:], "supplier_name": supplier.name if supplier else ""}
    values |= {name: value for piece in sure for name, value in _values(piece.value).items()}
    given = {name: value for name, value in values.items() if value}
    questions = (*([question] if question else []), *asked)
    return Landing(given, tuple(facts), tuple(doubts), questions, _missing(given, is_asked=bool(question)))


def _fact(piece: Piece) -> Fact:
    value = piece.value
    bare = replace(value, role=Role.ON) if isinstance(value, Day) else value
    return Fact(_slot(value)[1], words_of(bare), (piece.span,))


def _slot(value: Value) -> tuple[str, str]:
    """The field of the form, and its name; none for an urgency, minutes, a day by which something is to be done."""
    if isinstance(value, Day):
        return UNPLACED if value.role is Role.ON else DAYS.get(value.role, ("", ""))
    return SLOTS.get(type(value), ("", ""))


def _half_said(line: Line, piece: Piece) -> Question | None:
    """A price has a tax and a period, a day begins or ends: nobody guesses what the line does not say."""
    value = piece.value
    if isinstance(value, Day) and value.role is Role.ON:
        roles = [(label, replace(value, role=role)) for role, (_, label) in DAYS.items()]
        return choose(line, piece, "Ce jour est-il le début ou la fin ?", roles)
    return half_priced(line, piece, comes_back=True)


def _supplier(line: Line, free: list[Span]) -> tuple[naming.Named | None, Question | None]:
    """The one that is said to be, else the only known one; otherwise it is asked."""
    known = queries.supplier_names()
    whole = [one for one in naming.said_in(line, known) if any(_within(one.span, part) for part in free)]
    plain = [*naming.unquoted(line, free)]
    found = whole or naming.known_in(line, plain, known)
    if len(found) == 1:
        return found[0], None
    likely = (found or naming.likely_in(line, plain, known))[:MOST]
    if not likely:
        return None, None
    choices = [Choice(_named(one), line.replaced(one.span, _at(one.name))) for one in likely]
    choices.append(Choice("Laisser ces mots", line.quoted(likely[0].span)))
    sentence = "Quel est le fournisseur ?" if len(likely) > 1 else "Est-ce le fournisseur ?"
    return None, Question(likely[0].span, sentence, tuple(choices))


def _at(name: str) -> str:
    return 'chez "{}"'.format(name.replace('"', " "))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _named(one: naming.Named) -> str:
    return one.name if one.is_known else f"{one.name} (nouveau)"


def _values(value: Value) -> dict[str, str]:
    """As the form writes them."""
    match value:
        case Price(cents, per, basis):
            whole, rest = divmod(cents, 100)
            return {"price_cents": f"{whole},{rest:02}", "price_basis": str(basis), "price_per": str(per)}
        case Day(on, role):
            return {DAYS[role][0]: f"{on:%d/%m/%Y}"}
        case Person(ref, _):
            return {"owner": ref}
        case Regime():
            return {"regime": str(value)}
    return {_slot(value)[0]: words_of(value)}


def _missing(values: dict[str, str], *, is_asked: bool) -> tuple[str, ...]:
    lasts = "Durée ou fin écrite" if not values.keys() & {"initial_months", "ends_on"} else ""
    wanted = {"supplier_name": "Fournisseur", "title": "Objet", "starts_on": "Prise d’effet", "regime": "Reconduction"}
    absent = [label for name, label in wanted.items() if name not in values]
    absent = absent[1:] if is_asked else absent
    return tuple(filter(None, (*absent, lasts if values.get("regime") != Regime.OPEN_ENDED else "")))


CONTRACT = Capture(
    "contract",
    "Contrat",
    ("contrat",),
    EXAMPLE,
    form="suppliers:contract_new",
    read=read_contract,
    may=policies.can_edit_contracts,
)
