"""A company's year at its bank, made up with all its noise: how fast it is read, and what is found that is true."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from time import perf_counter

from bench.results import Measure
from pupitre.kernel.bank import find_recurring, read_statement

FIRST, LAST = date(2025, 9, 1), date(2026, 8, 31)
SEED, LINES = 2026, 10_000
FALSE_AT_MOST, MISSED_AT_MOST = 0.10, 0.20
ALIKE = 0.6  # of the payments of a truth and of what was found, those in common
GAPS = {"weekly": 7, "monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
BELIEVABLE = {"weekly": 6, "monthly": 3, "quarterly": 3, "half_yearly": 2, "yearly": 1}

FAMOUS = [  # what the bank writes, how often, the amount in cents, how much it changes at each payment in %
    ("PRLV SEPA ORANGE SA-ORANGE {ref} MANDAT {ref}", "monthly", 3999, 0),
    ("PRLV SEPA ORANGE SA-ORANGE {ref} MANDAT {ref}", "monthly", 14_900, 2),
    ("PRLV SEPA BOUYGUES TELECOM {ref} NUM CLIENT {ref}", "monthly", 9_590, 6),
    ("PRLV SEPA EDF CLIENTS PROFESSIONNELS {ref}", "monthly", 41_000, 9),
    ("PRLV SEPA VEOLIA EAU FACTURE {ref}", "quarterly", 13_400, 8),
    ("PRLV SEPA GRENKE LOCATION {ref} ECH {day}", "quarterly", 89_700, 0),
    ("CARTE {day} ADOBE *CREATIVE CB*4411", "monthly", 7_194, 0),
    ("CARTE {day} MSFT * {ref} CB*4411", "monthly", 23_400, 0),
    ("CARTE {day} NOTION LABS CB*4411", "monthly", 4_800, 0),
    ("PRLV SEPA PAYFIT {ref}", "monthly", 16_800, 3),
    ("PRLV SEPA HISCOX ASSURANCES {ref}", "yearly", 184_500, 0),
    ("PRLV SEPA MAIF {ref} ECHEANCE ANNUELLE", "yearly", 92_300, 0),
    ("PRLV SEPA AXA FRANCE IARD {ref}", "monthly", 31_250, 0),
    ("PRLV SEPA MALAKOFF HUMANIS {ref}", "monthly", 88_400, 4),
    ("PRLV SEPA EDENRED FRANCE {ref} {day}", "monthly", 102_000, 11),
    ("PRLV SEPA URSSAF ILE DE FRANCE {ref}", "monthly", 623_000, 5),
    ("VIR SEPA SALAIRE MME LAMBERT {month}", "monthly", 231_000, 0),
    ("VIR SEPA SALAIRE M OUEDRAOGO {month}", "monthly", 198_700, 0),
    ("VIR SEPA LOYER {month} SCI DES TILLEULS", "monthly", 340_000, 0),
    ("FRAIS DE TENUE DE COMPTE", "monthly", 3_100, 0),
    ("PRLV SEPA OTIS MAINTENANCE {ref}", "half_yearly", 76_000, 1),
]
SHOPS = [  # what the bank writes, how many times a year, from and to, in cents
    ("CARTE {day} AMZN MKTP FR*{ref} CB*4411", 90, 700, 24_000),
    ("CARTE {day} TOTAL ACCESS {ref} CB*7020", 42, 4_500, 9_900),
    ("CARTE {day} SNCF CONNECT CB*7020", 30, 1_900, 18_000),
    ("CARTE {day} AU BON COIN CB*4411", 38, 1_250, 2_900),
    ("CARTE {day} BOULANGERIE DU MARCHE CB*4411", 60, 480, 2_600),
    ("CARTE {day} QUINCAILLERIE VERNET CB*4411", 12, 900, 15_000),
    ("CARTE {day} MONOPRIX {ref} CB*4411", 25, 600, 9_000),
    ("CARTE {day} LE COMPTOIR CB*7020", 14, 1_490, 1_490),
]
SYLLABLES = ["bar", "cor", "dan", "fel", "gou", "lim", "mar", "nov", "pel", "quer", "ros", "sol", "tam", "ver", "zel"]
TRADES = ["NETTOYAGE", "INFORMATIQUE", "CONSEIL", "PAYSAGES", "SECURITE", "LOGISTIQUE", "STUDIO", "SERVICES"]


@dataclass
class Year:
    """`moves` are (day, label, cents, number of its truth or -1); `truths` are (rhythm, how many payments)."""

    chance: Random
    moves: list[tuple[date, str, int, int]] = field(default_factory=list)
    truths: list[str] = field(default_factory=list)

    def move(self, day: date, label: str, cents: int, truth: int = -1) -> None:
        if FIRST <= day <= LAST:
            written = label.format(day=f"{day:%d/%m/%y}", month=f"{day:%m/%Y}", ref=self.reference())
            self.moves.append((day, written, cents, truth))

    def reference(self) -> str:
        return "".join(self.chance.choice("0123456789ABCDEFGH") for _ in range(5)) + str(self.chance.randrange(10, 99))

    def contract(self, label: str, rhythm: str, cents: int, change: int) -> None:
        """Moved by weekends, missed at times, dearer once, at times given back, begun or stopped within the year."""
        truth = len(self.truths)
        self.truths.append(rhythm)
        begins, stops = self.chance.choice([0] * 6 + [3, 5]), self.chance.choice([99] * 6 + [7, 9])
        rises_at = self.chance.randrange(1, 60) if change == 0 else 0
        for n, day in enumerate(self.days(rhythm)):
            months = (day.year - FIRST.year) * 12 + day.month - FIRST.month
            if rhythm in {"weekly", "monthly"} and (not begins <= months < stops or self.chance.random() < 0.04):
                continue
            cents += cents * self.chance.randint(3, 12) // 100 if n == rises_at and n else 0
            paid = cents + cents * self.chance.randint(-change, change) // 200
            self.move(day, label, -paid, truth)
            if self.chance.random() < 0.02:
                self.move(day + timedelta(days=2), label, -paid)
                self.move(day + timedelta(days=6), "AVOIR " + label, paid)

    def days(self, rhythm: str) -> list[date]:
        if rhythm == "weekly":
            start = FIRST + timedelta(days=self.chance.randrange(7))
            return [start + timedelta(days=7 * n) for n in range(53)]
        gap = GAPS[rhythm]
        number, first = self.chance.choice([1, 3, 5, 8, 10, 15, 20, 25, 31]), self.chance.randrange(gap)
        months = [FIRST.month - 1 + first + gap * n for n in range(12 // gap)]
        return [worked(FIRST.year + month // 12, month % 12 + 1, number, self.chance) for month in months]

    def csv(self) -> bytes:
        """As a bank writes it: titles, then the newest first."""
        self.moves.sort(key=lambda move: move[0], reverse=True)
        rows = [f'{day:%d/%m/%Y};"{label}";{euros(cents)}' for day, label, cents, _ in self.moves]
        titles = ["Compte courant 00012345678", "", "Date;Libellé;Montant(EUROS)"]
        return "\r\n".join([*titles, *rows, ""]).encode("cp1252")

    def true_rows(self) -> dict[int, set[int]]:
        """Rows of the file by truth; those with too few payments to be believed are nobody's fault."""
        rows: dict[int, set[int]] = {}
        for row, (*_, truth) in enumerate(self.moves, 4):
            if truth >= 0:
                rows.setdefault(truth, set()).add(row)
        return {truth: found for truth, found in rows.items() if len(found) >= BELIEVABLE[self.truths[truth]]}


def worked(year: int, month: int, number: int, chance: Random) -> date:
    """That day of the month or its last, moved off the weekend, at times a day later."""
    day = date(year, month, min(number, monthrange(year, month)[1]))
    if day.weekday() > 4:
        day += timedelta(days=7 - day.weekday() if number < 28 else 4 - day.weekday())
    return day + timedelta(days=chance.random() < 0.1)


def euros(cents: int) -> str:
    whole = f"{abs(cents) // 100:,}".replace(",", "\u00a0")
    return f"{'-' * (cents < 0)}{whole},{abs(cents) % 100:02}"


def made_up(seed: int, lines: int) -> Year:
    """Contracts, shopping, and then customers and single purchases until there are so many lines."""
    chance = Random(seed)  # noqa: S311 (the same year at each run)
    year = Year(chance)
    for label, rhythm, cents, change in FAMOUS:
        if chance.random() < 0.8:
            year.contract(label, rhythm, cents * chance.randint(70, 140) // 100, change)
    for _ in range(30):
        name = company(chance)
        rhythm = chance.choice(["monthly"] * 7 + ["quarterly"] * 2 + ["weekly", "half_yearly"])
        for _ in range(chance.choice([1, 1, 1, 1, 2])):
            label = f"PRLV SEPA {name} {{ref}} FACTURE {{ref}}"
            year.contract(label, rhythm, chance.randint(2_000, 190_000), chance.choice([0, 0, 0, 4, 9]))
    for label, times, least, most in SHOPS:
        spread(year, label, chance.randint(times // 2, times * 3 // 2), least, most)
    for _ in range(40):
        spread(year, f"VIR SEPA {company(chance)} FACT {{ref}}", chance.randint(1, 7), 8_000, 300_000)
    while len(year.moves) < lines:
        if chance.random() < 0.6:
            year.move(any_day(chance), f"VIR RECU {company(chance)} {{ref}}", chance.randint(9_000, 900_000))
        else:
            spread(year, f"CARTE {{day}} {company(chance)} CB*4411", 1, 500, 40_000)
    return year


def spread(year: Year, label: str, times: int, least: int, most: int) -> None:
    for _ in range(times):
        year.move(any_day(year.chance), label, -year.chance.randint(least, most))


def any_day(chance: Random) -> date:
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))


def company(chance: Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(3)).upper() + " " + chance.choice(TRADES)


@dataclass(frozen=True)
class Found:
    false: float  # share of what was found
    missed: float  # share of what was there
    reading: float  # seconds
    finding: float
    lines: int


def found_in(year: Year) -> Found:
    content = year.csv()
    began = perf_counter()
    statement = read_statement(content)
    read = perf_counter()
    found = find_recurring(statement.lines, LAST)
    done = perf_counter()
    truths, met = year.true_rows(), set()
    for one in found:
        rows = {statement.lines[index].row for index in one.line_indexes}
        truth = max(truths, key=lambda n: likeness(rows, truths[n]), default=-1)
        if truth >= 0 and likeness(rows, truths[truth]) >= ALIKE and one.rhythm == year.truths[truth]:
            met.add(truth)
    false = 1 - len(met) / max(1, len(found))
    return Found(false, 1 - len(met) / max(1, len(truths)), read - began, done - read, len(statement.lines))


def likeness(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def measures() -> list[Measure]:
    found = found_in(made_up(SEED, LINES))
    return [
        Measure(f"relevé de {found.lines} lignes : lecture", found.reading, 2, "s"),
        Measure("relevé : recherche de ce qui revient", found.finding, 5, "s"),
        Measure("relevé : part de fausses trouvailles", found.false, FALSE_AT_MOST, "", "une année inventée"),
        Measure(
            "relevé : part de dépenses régulières manquées", found.missed, MISSED_AT_MOST, "", "une année inventée"
        ),
    ]
