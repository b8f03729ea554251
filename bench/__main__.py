"""`make bench`: the table of the numbers that were promised; fails when one is missed by more than 15 %.

`--quick` leaves out the tests' own time, `--scale 100` measures the pages on a history a hundred times as long,
`--record` keeps the figures in docs/measures and writes docs/measures.md again.
"""

import json
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import bank, first_load, pages, planning, processor, recording, writing
from bench.houses import run, verb
from bench.results import Measure, table

DEFINITION = (
    "Plancher : Django seul, granian à un processus, SQLite durable ; session, utilisateur. Liste : une requête avec\n"
    "jointure, 100 lignes écrites en Python. Fiche : une requête, un gabarit de Django. Écriture : une ligne ajoutée,\n"
    "redirection. p50 de requêtes alternées, une connexion."
)


def main() -> int:
    parser = ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    found: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="pupitre-bench-") as folder:
        grown = at_scale(Path(folder), asked.scale) if asked.scale > 1 else None
        for each in grown or all_measures(Path(folder), is_quick=asked.quick):
            found.append(each)
            print(f"{each.name} : {each.verdict}", file=sys.stderr, flush=True)
    print(DEFINITION, table(found), sep="\n\n")
    if asked.record:
        recording.keep_table("scale-100" if asked.scale > 1 else "scale-1", found)
    return 1 if any(each.is_failed for each in found) else 0


def at_scale(folder: Path, scale: int) -> Iterator[Measure]:
    """The same company, whose closed history is so many times as long: the ratios must hold."""
    data = folder / "data"
    verb(data, "demo", "--scale", str(scale))
    hundred_contracts(data)
    for each in (*pages.measures(data, folder), *queries(data), *processor.of_verbs(data)):
        yield replace(each, name=f"{each.name}, échelle {scale}")


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
    yield monthly(other)
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


def monthly(data: Path) -> Measure:
    found = json.loads(run(data, "-m", "bench.monthly"))
    said = f"premier : {found['first']:.0f} ms ; page calculée : {found['page']:.0f} ms"
    return Measure("page du mois en PDF", found["paper"], 300, "ms", said)


def digests(data: Path) -> Iterator[Measure]:
    found = json.loads(run(data, "-m", "bench.mailing"))
    yield Measure("récapitulatifs de 200 personnes", found["spent"], 20, "s", f"{found['made']} courriels")


def questions(data: Path) -> Iterator[Measure]:
    found = json.loads(run(data, "-m", "bench.searching"))
    yield Measure("questions qui n’ont pas leur réponse en premier, sur 20", 20 - found["first"], 1)
    note = f"la pire : {found['worst']:.0f} ms ; index fait en {found['indexed']:.0f} s"
    yield Measure("recherche parmi 5 000 documents", found["median"], 20, "ms", f"processeur ; {note}")


sys.exit(main())
