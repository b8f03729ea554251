"""Many writers, deaths in the middle, and a very long sheet."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import perf_counter, sleep

from bench import requeued
from bench.houses import COMPANY, environment, verb
from bench.results import Measure

WRITERS, EACH = 8, 25
DEATHS = 6
LINES = 10_000


def measures(data: Path) -> list[Measure]:
    return [*of_concurrent_writers(data), *of_deaths(data), *requeued.measures(data), *of_a_long_sheet(data)]


def of_concurrent_writers(data: Path) -> list[Measure]:
    processes = [writer(data, f"simultané {number}", EACH) for number in range(WRITERS)]
    said = [process.communicate() for process in processes]
    errors = sum(process.returncode != 0 for process in processes)
    lost = sum(EACH - len(out.split()) for out, _ in said)
    return [Measure(f"{WRITERS} écrivains simultanés sur SQLite : erreurs", errors + lost, 0)]


def of_deaths(data: Path) -> list[Measure]:
    """What was said aloud is there, once, and the journal is whole."""
    chance, acknowledged = Random(2026), []  # noqa: S311 (a seed, no secret)
    for number in range(DEATHS):
        process = writer(data, f"interrompu {number}", 10_000)
        first = process.stdout.readline()  # it has begun
        sleep(chance.uniform(0.02, 0.4))
        process.kill()
        acknowledged += [first.strip(), *process.communicate()[0].split()]
    there = refs_of_suppliers(data)
    whole = {ref for ref in acknowledged if len(ref) == 12}
    lost = len(whole - set(there))
    doubled = len(there) - len(set(there))
    verb(data, "audit", "verify", "--company", COMPANY)
    return [Measure(f"{DEATHS} kill -9 sur {len(whole)} écritures : perdues ou doublées", lost + doubled, 0)]


def writer(data: Path, name: str, times: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bench.writer", name, str(times)]
    return subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, text=True)


def refs_of_suppliers(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "pupitre.sqlite3")) as opened:
        return [ref for (ref,) in opened.execute("SELECT ref FROM suppliers_supplier")]


def of_a_long_sheet(data: Path) -> list[Measure]:
    sheet = data / "tmp" / "contrats.csv"
    sheet.write_text("\n".join(lines(LINES)), encoding="utf-8")
    watch = Watch(data / "pupitre.sqlite3")
    began = perf_counter()
    with watch:
        verb(data, "import", "contracts", str(sheet), "--company", COMPANY, "--json")
    spent = perf_counter() - began
    return [
        Measure(f"{LINES} contrats importés", spent, 10, "s"),
        Measure("verrou d’écriture le plus long", watch.longest, 3, "s"),
    ]


def lines(count: int) -> "list[str]":
    head = "Fournisseur;Objet;Référence;Date de début;Durée;Reconduction;Préavis;Montant HT;Catégorie"
    return [head, *(line(number) for number in range(count))]


def line(number: int) -> str:
    day = f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/{2023 + number % 3}"
    named = f"Grand fournisseur {number % 500};Prestation {number};L-{number:05d}"
    return f"{named};{day};12 mois;tacite 12 mois;3 mois;{number % 900 + 100},50 €/mois;Nettoyage"


class Watch:
    """Asks for the write lock all the time: the longest wait is how long somebody kept it."""

    def __init__(self, database: Path) -> None:
        self.database, self.longest, self.ended = database, 0.0, Event()
        self.thread = Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()

    def _look(self) -> None:
        with closing(sqlite3.connect(self.database, isolation_level=None, timeout=30)) as opened:
            while not self.ended.wait(0.01):
                began = perf_counter()
                opened.execute("BEGIN IMMEDIATE")
                opened.execute("ROLLBACK")
                self.longest = max(self.longest, perf_counter() - began)
