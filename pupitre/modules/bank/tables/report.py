"""The page to send: dates nobody was watching, the amount engaged, one letter, and what remains to complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pupitre.foundation import clock
from pupitre.foundation.tenancy.models import Company
from pupitre.foundation.tenancy.queries import Here
from pupitre.kernel.bank import Rhythm
from pupitre.kernel.formatting import NO_BREAK, counted, day_full, day_short, euros, in_words
from pupitre.kernel.money import Basis
from pupitre.modules.bank import queries
from pupitre.modules.bank.models import Finding
from pupitre.modules.bank.queries import Covered
from pupitre.modules.bank.rules import Letter, next_year_day
from pupitre.modules.bank.tables.found import UNNAMED, seen
from pupitre.modules.suppliers.public import Standing
from pupitre.ui.addresses import url_of

AHEAD = timedelta(days=366)
NO_DATE = "Aucune date à surveiller n’est encore connue"


@dataclass(frozen=True)
class DateLine:
    """`cents` are those of a year: of a payment, TTC; of a contract, as its price is told."""

    on: date
    name: str
    what: str
    cents: int
    url: str
    is_window: bool = False
    basis: Basis = Basis.TTC

    @property
    def day(self) -> str:
        return day_full(self.on)

    @property
    def amount(self) -> str:
        return _priced(self.cents, self.basis)


@dataclass(frozen=True)
class EngagedLine:
    name: str
    seen: str
    usual: str
    cents: int

    @property
    def amount(self) -> str:
        return euros(self.cents)


@dataclass(frozen=True)
class MissingLine:
    name: str
    title: str
    url: str
    amount: str


@dataclass(frozen=True)
class Report:
    covered: Covered
    dates: tuple[DateLine, ...]
    engaged: tuple[EngagedLine, ...]
    letter: DateLine | None
    missing: tuple[MissingLine, ...]

    @property
    def yearly_cents(self) -> int:
        return sum(line.cents for line in self.engaged)

    @property
    def title(self) -> str:
        """« Six dates que personne ne surveillait »."""
        n = len(self.dates)
        if not n:
            return NO_DATE
        return f"{in_words(n, is_feminine=True).capitalize()} date{'s' if n > 1 else ''} que personne ne surveillait"

    @property
    def yearly(self) -> str:
        return euros(self.yearly_cents)

    @property
    def source(self) -> str:
        if self.covered.first_on is None or self.covered.last_on is None:
            return "aucun relevé lu"
        return f"calculé d’après les relevés du {day_short(self.covered.first_on)} au {day_short(self.covered.last_on)}"


def report_of(company: Company) -> Report:
    """Six queries, whatever the number of lines."""
    on = clock.today(company)
    rows = list(queries.seen_findings().exclude(state=Finding.State.IGNORED).filter(is_stopped=False))
    known = queries.followed_by_contracts(rows, Here(on))
    new = [row for row in rows if row.pk not in known]
    born = queries.born_here(company, on)
    missing = queries.to_complete(born)
    windows = [line for one in born if one not in missing and (line := _window(one, on, company)) is not None]
    return Report(
        covered=queries.covered(),
        dates=tuple(sorted([*windows, *_debits(new, on, company)], key=lambda line: (line.on, line.name))),
        engaged=tuple(_engaged(row) for row in new if row.is_contract_probable),
        letter=max(windows, key=lambda line: line.cents, default=None),
        missing=tuple(_missing(one, company) for one in missing),
    )


def _window(standing: Standing, on: date, company: Company) -> DateLine | None:
    """The last day of a letter, of a contract found here whose end and notice are known; by hand once it is late."""
    act, contract = standing.position.act, standing.contract
    window = next((one for one in standing.position.windows if act and one.occurrence == act.occurrence), None)
    if act is None or act.is_review or window is None:
        return None
    is_late = window.act_before < on
    what = "dernier jour, en main propre" if is_late else "dernier jour utile pour poster la lettre"
    return DateLine(
        window.notice_on if is_late else window.act_before,
        contract.supplier.name,
        f"{what}, échéance du {day_short(window.term_ends_on)}",
        contract.yearly_cents or 0,
        url_of("suppliers:contract", company.slug, contract.ref),
        is_window=True,
        basis=Basis(contract.price_basis),
    )


def _debits(rows: Sequence[Finding], on: date, company: Company) -> list[DateLine]:
    """What is paid once a year: nobody sees it come."""
    home = url_of("bank:home", company.slug)
    return [
        DateLine(
            expected,
            row.name or UNNAMED,
            "paiement annuel attendu vers ce jour, estimé d’après le dernier",
            row.yearly_cents,
            f"{home}#f-{row.ref}",
        )
        for row in rows
        if row.rhythm == Rhythm.YEARLY and (expected := next_year_day(row.last_on, on)) <= on + AHEAD
    ]


def _engaged(row: Finding) -> EngagedLine:
    return EngagedLine(row.name or UNNAMED, seen(row), euros(row.usual_cents), row.yearly_cents)


def _missing(standing: Standing, company: Company) -> MissingLine:
    contract = standing.contract
    url = url_of("suppliers:contract_edit", company.slug, contract.ref)
    amount = "" if contract.yearly_cents is None else _priced(contract.yearly_cents, Basis(contract.price_basis))
    return MissingLine(contract.supplier.name, contract.title, url, amount)


def _priced(cents: int, basis: Basis) -> str:
    return f"{euros(cents)} {basis.upper()}"


def letter_of(report: Report, company: Company, address: str) -> Letter:
    """The mail: the same figures, in text, with the address of the page."""
    dates = [f"- {line.day} : {line.name}, {line.amount} par an ({line.what})" for line in report.dates]
    said = [
        f"{report.title}.",
        "",
        *dates,
        *([""] if dates else []),
        f"Montant engagé : {report.yearly} TTC par an ({report.source}).",
    ]
    if report.letter is not None:
        said += [f"Une lettre à envoyer : {report.letter.name}, au plus tard le {report.letter.day}."]
    if report.missing:
        n = counted(len(report.missing), "contrat", "contrats")
        said += [f"Il reste à compléter la fin et le préavis de {n}."]
    said += ["", f"La page, avec ses lignes{NO_BREAK}: {address}"]
    subject = f"{report.title} ({company.name})"
    return Letter(subject, "\n".join(said), len(report.dates), report.yearly_cents)
