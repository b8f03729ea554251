"""An hour that can be interrupted: the house, its people at work, and what is left of it all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.hour.cast import PEOPLE, SLUG
from bench.hour.house import House, on_database
from bench.hour.player import Ledger, Player
from bench.hour.post import Post


@dataclass
class Hour:
    house: House
    players: list[Player]
    ledger: Ledger
    post: Post

    def begin(self) -> None:
        for player in self.players:
            player.start()

    def end(self) -> None:
        """Each ends the gesture that was begun."""
        for player in self.players:
            player.ended.set()
        for player in self.players:
            player.join(180)

    def account(self) -> dict[str, object]:
        """Of a house that is still at work: it waits until it is quiet, then stops it and verifies what is left."""
        kept = self.house.data.parent / "ledger.json"
        kept.write_text(json.dumps(self.ledger.lines))
        said = json.loads(self.house.says("-m", "bench.hour.account", str(kept), str(self.post.kept)))
        self.house.stop()
        verified = self.house.ask("-m", "config", "audit", "verify", "--company", SLUG, "--json").returncode
        checked = json.loads(self.house.ask("-m", "config", "check", "--json").stdout)
        wrong = [one["says"] for one in checked["findings"] if one["is_right"] is False]
        return {**said, "verified": verified == 0, "check": wrong, "errors": dict(self.ledger.errors)}


@contextmanager
def an_hour(database: str = "", each: int = 1, **settings: str) -> Iterator[Hour]:
    """`each`: how many of each person are at work at once."""
    with TemporaryDirectory(prefix="pupitre-hour-") as folder, on_database(database) as where:
        kept = Path(folder)
        with Post(kept / "taken.json") as post:
            smtp = {"PUPITRE_SMTP_URL": f"smtp://127.0.0.1:{post.port}"}
            house, ledger = House(kept / "data", {**where, **smtp, **settings}), Ledger()
            said = json.loads(house.says("-m", "bench.hour.company", str(each)))
            players: list[Player] = []
            house.start()
            try:
                players.extend(entered(house, said, ledger, each))
                yield Hour(house, players, ledger, post)
            finally:
                house.stop()
                for player in players:
                    player.visitor.connection.close()


def entered(house: House, said: dict[str, dict[str, object]], ledger: Ledger, each: int) -> Iterator[Player]:
    for number in range(each):
        for one in PEOPLE:
            player = Player(one, house.port, said["links"][one.email][number], said["refs"], ledger, number)
            player.enter()
            yield player
