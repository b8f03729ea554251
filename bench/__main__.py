"""`make bench`: the table of the numbers that were promised; fails when one is missed by more than 15 %."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import bank, first_load, pages, planning, processor, writing
from bench.houses import run, verb
from bench.results import Measure, table

DEFINITION = (
    "Plancher : Django seul, granian à un processus, SQLite durable ; session, utilisateur. Liste : une requête avec\n"
    "jointure, 100 lignes écrites en Python. Fiche : une requête, un gabarit de Django. Écriture : une ligne ajoutée,\n"
    "redirection. p50 de requêtes alternées, une connexion."
)


def main(arguments: list[str]) -> int:
    found: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="pupitre-bench-") as folder:
        for each in all_measures(Path(folder), is_quick="--quick" in arguments):
            found.append(each)
            print(f"{each.name} : {each.verdict}", file=sys.stderr, flush=True)
    print(DEFINITION, table(found), sep="\n\n")
    return 1 if any(each.is_failed for each in found) else 0


def all_measures(folder: Path, *, is_quick: bool) -> Iterator[Measure]:
    yield from planning.measures()
    yield from bank.measures()
    data = folder / "data"
    verb(data, "demo")
    other = folder / "other"
    shutil.copytree(data, other)
    hundred_contracts(data)
    yield from pages.measures(data, folder)
    yield from queries(data)
    yield from processor.of_verbs(data)
    yield from first_load.measures(data)
    yield from digests(other)
    yield from questions(other)
    yield from previews(other)
    yield from writing.measures(other)
    yield received(other)
    if not is_quick:
        yield from processor.of_tests()


def hundred_contracts(data: Path) -> None:
    """The floor's list has a hundred rows: ours must have as many to show."""
    sheet = data / "tmp" / "cent.csv"
    sheet.write_text("\n".join(writing.lines(60)), encoding="utf-8")
    verb(data, "import", "contracts", str(sheet), "--company", "atelier-lumen")


def queries(data: Path) -> Iterator[Measure]:
    found = json.loads(run(data, "-m", "bench.counting"))
    yield Measure(
        "bureau : requêtes à la base", found["desk"], 12 + found["providers"], "", f"{found['providers']} fournisseurs"
    )
    houses = found["houses"]
    said = f"{houses} entreprises, autant de bureaux au plus"
    yield Measure("ma journée : requêtes à la base", found["companies"], houses * found["desk"], "", said)
    yield Measure("liste : requêtes à la base", found["list"], 8)
    yield Measure("fiche : requêtes à la base", found["object"], 12)


def previews(data: Path) -> Iterator[Measure]:
    """The longest of the three sheets."""
    found = json.loads(run(data, "-m", "bench.previewing"))
    slowest = max(found, key=found.__getitem__)
    yield Measure("aperçu de 10 000 lignes", found[slowest], 2, "s", f"{slowest}, processeur")


def received(data: Path) -> Measure:
    found = json.loads(run(data, "-m", "bench.receiving"))
    said = f"{found['found']} trouvailles ; relu : {found['again']:.1f} s"
    name = f"{found['lines']} lignes reçues par le travail (lecture, écriture, récurrences)"
    return Measure(name, found["first"], 5, "s", said)


def digests(data: Path) -> Iterator[Measure]:
    found = json.loads(run(data, "-m", "bench.mailing"))
    yield Measure("récapitulatifs de 200 personnes", found["spent"], 20, "s", f"{found['made']} courriels")


def questions(data: Path) -> Iterator[Measure]:
    found = json.loads(run(data, "-m", "bench.searching"))
    yield Measure("questions qui n’ont pas leur réponse en premier, sur 20", 20 - found["first"], 1)
    note = f"la pire : {found['worst']:.0f} ms ; index fait en {found['indexed']:.0f} s"
    yield Measure("recherche parmi 5 000 documents", found["median"], 20, "ms", f"processeur ; {note}")


sys.exit(main(sys.argv[1:]))
