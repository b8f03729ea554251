"""Pages against their floor: asked in turn on one connection each, so that a noisy minute weighs on all alike."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from bench.houses import COMPANY, DIRECTOR, OM, floor, proportional_megabytes, pupitre, run, verb
from bench.results import Measure
from bench.visitor import Visitor, fields_of

ROUNDS, WARM = 120, 15
CONTRACTS = f"/c/{COMPANY}/suppliers/contracts/"
CONTRACT = re.compile(re.escape(CONTRACTS) + r"[0-9A-Z]{12}/")
OTHERS = {  # whole pages of the other rooms, that must be no dearer than the desk
    "décisions": f"/c/{COMPANY}/decisions/",
    "tâches": f"/c/{COMPANY}/tasks/",
    "routines": f"/c/{COMPANY}/routines/",
    "présence": f"/c/{COMPANY}/presence/",
    "annuaire": f"/c/{COMPANY}/people/",
    "fournisseurs": f"/c/{COMPANY}/suppliers/directory/",
    "banque": f"/c/{COMPANY}/bank/",
    "fins de contrat": f"/c/{COMPANY}/suppliers/endings/",
    "recherche": f"/c/{COMPANY}/search/?q=nettoyage",
    "page du mois": f"/c/{COMPANY}/month/{date.today():%Y-%m}/",  # noqa: DTZ011 (of the script, as the demonstration is)
}
OF_THE_DIRECTION = {"registre des décisions": f"/c/{COMPANY}/decisions/register/"}
PDF = f"{OTHERS['page du mois']}pdf/"
Asked = Callable[[int], float]


def measures(data: Path, folder: Path) -> list[Measure]:
    link, directs = verb(data, "signin", OM), verb(data, "signin", DIRECTOR)
    asked = json.loads(run(data, "-m", "bench.deciding", str(ROUNDS + WARM)))
    with pupitre(data) as (port, process, opened), floor(folder) as (floor_port, session):
        there, above, below = Visitor(port), Visitor(port), Visitor(floor_port)
        there.sign_in(link)
        above.sign_in(directs)
        below.cookies["sessionid"] = session
        contract = first_contract(there)
        decided = {"decision": by_link(Visitor(port), asked["tokens"], asked["shown"])}
        times = p50s({**of_the_floor(below), **of_the_house(there, above, contract), **decided})
        typeset = median(timed(there, "GET", PDF) for _ in range(5))
        megabytes = proportional_megabytes(process.pid)
        rows = there.read(CONTRACTS).count("<tr")
    return [
        *ratios(times, rows),
        Measure("page du mois en PDF, demandée", typeset * 1000, 300, "ms"),
        Measure("démarrage suivant", opened, 3, "s"),
        Measure("mémoire de l’arbre (PSS)", megabytes, 200, "Mo"),
    ]


def ratios(times: dict[str, float], rows: int) -> list[Measure]:
    pairs = [
        ("bureau / liste du plancher", "desk", "floor list", 3.3, ""),
        ("ma journée sur deux entreprises / bureau", "companies", "desk", 2, ""),
        ("liste / liste du plancher", "list", "floor list", 2.2, f"{rows} lignes contre 100"),
        ("fiche / fiche du plancher", "object", "floor object", 2.5, ""),
        ("écriture / écriture du plancher", "write", "floor write", 2.9, ""),
        ("décision par lien / écriture du plancher", "decision", "floor write", 5, "du lien à l’effet"),
        *((f"{name} / liste du plancher", name, "floor list", 3.3, "") for name in (*OTHERS, *OF_THE_DIRECTION)),
    ]
    return [
        Measure(name, times[ours] / times[theirs], target, "×", f"{note} {both(times, ours, theirs)}".strip())
        for name, ours, theirs, target, note in pairs
    ]


def both(times: dict[str, float], ours: str, theirs: str) -> str:
    return f"({times[ours] * 1000:.1f} ms contre {times[theirs] * 1000:.1f})".replace(".", ",")


def first_contract(there: Visitor) -> str:
    found = CONTRACT.search(there.read(CONTRACTS))
    if found is None:
        raise SystemExit("La liste des contrats ne mène à aucun contrat.")
    return found[0]


def of_the_floor(below: Visitor) -> dict[str, Asked]:
    def write(turn: int) -> float:
        fields = fields_of(below.read("/one/1/"), "/write/")
        days = {"starts_on": "2026-11-23", "ends_on": "2026-11-24", "team": "1"}
        return timed(below, "POST", "/write/", fields | days | {"title": f"Titre {turn}"}, status=302)

    return {
        "floor list": lambda turn: timed(below, "GET", "/list/"),
        "floor object": lambda turn: timed(below, "GET", f"/one/{turn + 1}/"),
        "floor write": write,
    }


def of_the_house(there: Visitor, above: Visitor, contract: str) -> dict[str, Asked]:
    edition = f"{contract}edition/"

    def write(turn: int) -> float:
        fields = fields_of(there.read(edition), edition) | {"notes": f"Relu {turn} fois"}
        return timed(there, "POST", edition, fields, status=302)

    return {
        "desk": lambda turn: timed(there, "GET", f"/c/{COMPANY}/"),
        "companies": lambda turn: timed(there, "GET", "/"),
        "list": lambda turn: timed(there, "GET", CONTRACTS),
        "object": lambda turn: timed(there, "GET", contract),
        "write": write,
        **{name: partial(reading, there, path) for name, path in OTHERS.items()},
        **{name: partial(reading, above, path) for name, path in OF_THE_DIRECTION.items()},
    }


def reading(there: Visitor, path: str, turn: int) -> float:
    return timed(there, "GET", path)


def by_link(nobody: Visitor, tokens: list[str], shown: str) -> Asked:
    """Without a session: the form of each link is read, then sent; only what is sent is timed."""

    def decide(turn: int) -> float:
        address = f"/d/{tokens[turn]}/"
        fields = fields_of(nobody.read(address), address) | {"code": "yes", "shown": shown}
        return timed(nobody, "POST", address, fields)

    return decide


def timed(visitor: Visitor, method: str, path: str, fields: dict[str, str] | None = None, status: int = 200) -> float:
    spent, answered, _, _ = visitor.ask(method, path, fields)
    assert answered == status, f"{method} {path}: {answered}"
    return spent


def p50s(asked: dict[str, Asked]) -> dict[str, float]:
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(WARM + ROUNDS):
        for name, ask in asked.items():
            spent[name].append(ask(turn))
    return {name: median(each[WARM:]) for name, each in spent.items()}
