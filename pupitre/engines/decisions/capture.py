"""A request in one line: « demande store banne 850 € HT avant vendredi »."""

from pupitre.engines.decisions import policies
from pupitre.foundation.registry.asking import half_priced, sorted_out
from pupitre.foundation.registry.captures import Capture, Fact, Landing, words_of
from pupitre.kernel.capture import Day, Line, Piece, Price, Role, Span, Value
from pupitre.kernel.formatting import NO_BREAK

LABELS = {"amount_cents": "Montant", "decide_by": "Réponse utile avant le"}
USEFUL = (Role.ON, Role.BY, Role.BEFORE)


def read_request(line: Line, head: Span) -> Landing:
    sure, asked, doubts = sorted_out(line, _field, lambda line, piece: half_priced(line, piece, comes_back=False))
    facts = [Fact(LABELS[_field(piece.value)], _said(piece.value), (piece.span,)) for piece in sure]
    title = line.rest([head, *(piece.span for piece in sure)])
    values = {name: value for piece in sure for name, value in _values(piece).items()}
    values |= {"title": title[:1].upper() + title[1:]} if title else {}
    missing = () if title else ("Ce qui est à décider",)
    return Landing(values, tuple(facts), tuple(doubts), tuple(asked), missing)


def _field(value: Value) -> str:
    """Only what is paid once: a price that comes back is a contract’s, and stays in the words."""
    if isinstance(value, Price):
        return "amount_cents" if value.per in (None, "once") else ""
    return "decide_by" if isinstance(value, Day) and value.role in USEFUL else ""


def _said(value: Value) -> str:
    return words_of(Day(value.on)) if isinstance(value, Day) else words_of(value)


def _values(piece: Piece) -> dict[str, str]:
    value = piece.value
    if isinstance(value, Price):
        whole, rest = divmod(value.cents, 100)
        return {"amount_cents": f"{whole},{rest:02}", "basis": str(value.basis)}
    return {"decide_by": f"{value.on:%d/%m/%Y}"} if isinstance(value, Day) else {}


REQUEST = Capture(
    "request",
    "Demande",
    ("demande", "achat"),
    f"demande store banne 850{NO_BREAK}€ HT avant vendredi",
    form="decisions:new",
    read=read_request,
    may=policies.can_ask,
)
