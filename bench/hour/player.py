"""Somebody at work: plays their gestures in turn, sends a form again when nobody answered, notes what was said."""

import re
from collections import Counter, deque
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from http.client import HTTPException
from threading import Event, Lock, Thread
from time import monotonic, sleep
from urllib.parse import urlsplit

from bench.hour.cast import HERE, One
from bench.visitor import Visitor, fields_of

PATIENCE = 120  # seconds
LINES = 20  # of an imported sheet
REF = re.compile(r"/([0-9A-HJKMNP-TV-Z]{12})/")
DIRECTORY, CONTRACTS = f"{HERE}suppliers/directory/", f"{HERE}suppliers/contracts/"
READ = {
    "look": HERE,
    "search_contracts": f"{CONTRACTS}?q=prestation",
    "read_register": f"{HERE}decisions/register/",
    "read_tasks": f"{HERE}tasks/",
    "read_plan": f"{HERE}tasks/?due=late",
    "read_presence": f"{HERE}presence/",
}


@dataclass
class Said:
    """A gesture whose answer was read: only these were promised."""

    what: str
    mark: str
    ref: str
    status: int
    tries: int


@dataclass
class Ledger:
    """Kept by the script, outside the house."""

    said: list[Said] = field(default_factory=list)
    spent: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    to_answer: "deque[str]" = field(default_factory=deque)
    lock: Lock = field(default_factory=Lock)

    def note(self, said: Said) -> None:
        with self.lock:
            self.said.append(said)

    def time(self, kind: str, seconds: float) -> None:
        with self.lock:
            self.spent.setdefault(kind, []).append(seconds)

    def wrong(self, what: str) -> None:
        with self.lock:
            self.errors[what] += 1

    @property
    def lines(self) -> list[dict[str, object]]:
        return [asdict(one) for one in self.said]


class Stubborn(Visitor):
    """In front of a page that does not come, one asks again: a form goes again as it was, with the same key."""

    tries = 0

    def ask(self, method, path, fields=None, file=None):
        limit, self.tries = monotonic() + PATIENCE, 0
        while True:
            self.tries += 1
            try:
                return super().ask(method, path, fields, file)
            except (OSError, HTTPException):
                self.connection.close()
                if monotonic() > limit:
                    raise
                sleep(0.05)


class Player(Thread):
    def __init__(self, one: One, port: int, link: str, refs: dict[str, str], ledger: Ledger, number: int = 0) -> None:
        super().__init__(daemon=True, name=one.name)
        self.one, self.link, self.refs, self.ledger, self.number = one, link, refs, ledger, number
        self.visitor, self.ended, self.turn = Stubborn(port), Event(), 0
        self.mine: dict[str, deque[str]] = {"task": deque(), "supplier": deque(), "contract": deque()}

    def enter(self) -> None:
        self.visitor.sign_in(self.link)

    def run(self) -> None:
        while not self.ended.is_set():
            self.play()

    def play(self) -> None:
        what = self.one.turns[self.turn % len(self.one.turns)]
        self.turn += 1
        try:
            read = READ.get(what)
            self._read(read) if read else getattr(self, what)()
        except Exception as problem:  # whatever went wrong is one more error of the table, never the end of a player
            self.ledger.wrong(f"{what}: {type(problem).__name__} {problem}"[:160])

    @property
    def mark(self) -> str:
        return f"{self.one.name}-{self.number}-{self.turn}"

    def _read(self, path: str) -> str:
        spent, status, _, page = self.visitor.ask("GET", path)
        self.ledger.time("read", spent)
        if status != 200:
            self.ledger.wrong(f"GET {REF.sub('/…/', path)}: {status}")
        return page

    def _send(self, what, path, fields, file=None, mark="") -> str:
        """The ref of what it made, from where it leads; what is refused at the first try is an error of the script."""
        spent, status, headers, _ = self.visitor.ask("POST", path, fields, file)
        tries, place = self.visitor.tries, urlsplit(headers.get("Location", "")).path
        self.ledger.time("write", spent)
        is_said = status in {302, 303} and not place.startswith("/accounts/")
        if not is_said and (status >= 500 or tries == 1):
            self.ledger.wrong(f"POST {what}: {status}")
            return ""
        found = REF.findall(place)
        ref = found[-1] if found else ""
        self.ledger.note(Said(what, mark or self.mark, ref, status, tries))
        return ref

    def _create(self, what: str, path: str, name: str, **fields: str) -> str:
        given = fields_of(self._read(path), path) | fields | {name: self.mark}
        return self._send(what, path, given)

    def supplier(self) -> None:
        self._keep("supplier", self._create("supplier", f"{DIRECTORY}new/", "name"))

    def contract(self) -> None:
        terms = {"supplier": "Propnet", "starts_on": "1/3/2025", "initial_months": "12 mois", "notice": "3 mois"}
        self._keep("contract", self._create("contract", f"{CONTRACTS}new/", "title", **terms, price_cents="1 240,50"))

    def task(self) -> None:
        self._keep("task", self._create("task", f"{HERE}tasks/new/", "title", due_on="demain"))

    def entrust(self) -> None:
        self._create("entrust", f"{HERE}tasks/new/", "title", owner=self.refs["yanis@heure.example"])

    def routine(self) -> None:
        self._create("routine", f"{HERE}routines/new/", "title")

    def hire(self) -> None:
        self._create("hire", f"{HERE}people/new/", "name")

    def request(self) -> None:
        if ref := self._create("request", f"{HERE}decisions/new/", "title", amount_cents="900,00"):
            self.ledger.to_answer.append(ref)

    def urgent(self) -> None:
        """Due today: a mail leaves at once. Nobody answers it."""
        self._create("urgent", f"{HERE}decisions/new/", "title", decide_by="aujourd’hui")

    def answer(self) -> None:
        if self.ledger.to_answer:
            ref = self.ledger.to_answer.popleft()
            path = f"{HERE}decisions/{ref}/"
            fields = fields_of(self._read(path), path) | {"code": "yes"}
            self._send("answer", path, fields, mark=ref)

    def finish(self) -> None:
        if self.mine["task"]:
            ref = self.mine["task"].popleft()
            path = f"{HERE}tasks/{ref}/finish/"
            self._send("finish", path, fields_of(self._read(f"{HERE}tasks/{ref}/"), path), mark=ref)

    def note(self) -> None:
        if self.mine["contract"]:
            ref = self.mine["contract"].popleft()
            path = f"{CONTRACTS}{ref}/edition/"
            self._send("note", path, fields_of(self._read(path), path) | {"notes": self.mark}, mark=ref)

    def attach(self) -> None:
        if self.mine["supplier"]:
            ref = self.mine["supplier"].popleft()
            path, content = f"{DIRECTORY}{ref}/files/", f"{self.mark} ".encode() * 2000
            fields = fields_of(self._read(f"{DIRECTORY}{ref}/"), path)
            self._send("attach", path, fields, ("file", f"{self.mark}.txt", content))

    def away(self) -> None:
        path, day = f"{HERE}presence/", date.today() + timedelta(days=30 + 2 * self.turn)  # noqa: DTZ011 (of the script)
        fields = fields_of(self._read(path), path, 'value="away"') | {"starts_on": f"{day:%d/%m/%Y}"}
        self._send("away", path, fields, mark=f"{self.refs[self.one.email]} {day}")

    def appointment(self) -> None:
        path, given = f"{HERE}presence/", {"title": self.mark, "day": "demain", "starts": "9 h", "ends": "9 h 30"}
        self._send("appointment", path, fields_of(self._read(path), path, 'value="appointment"') | given)

    def sheet(self) -> None:
        path = f"{HERE}imports/"
        sheet = "\n".join(["Nom", *(f"{self.mark} l{n}" for n in range(LINES))]).encode()
        fields = fields_of(self._read(path), path) | {"sheet": "suppliers"}
        _, _, headers, _ = self.visitor.ask("POST", path, fields, ("file", "f.csv", sheet))
        ref = REF.findall(urlsplit(headers["Location"]).path)[-1]
        go = f"{path}{ref}/import/"
        self._send("sheet", go, fields_of(self._read(f"{path}{ref}/"), go))

    def _keep(self, kind: str, ref: str) -> None:
        if ref:
            self.mine[kind].append(ref)
