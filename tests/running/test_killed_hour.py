"""An hour of use where the house is killed again and again: what was answered is there, once. bench.killed, shorter."""

import json
import os

import pytest

from bench.hour.play import an_hour
from bench.hour.player import Said
from bench.killed import play, problems

pytestmark = pytest.mark.slow
SERVER = os.environ.get("PUPITRE_DATABASE_URL", "")


@pytest.mark.usefixtures("on_either")  # of the stage of both databases; the hour makes a database of its own
def test_nothing_answered_is_lost_or_doubled_by_kill_9():
    said = play(times=5, seed=4, database=SERVER)
    assert said["wrong"] == []
    assert said["acknowledged"] > 20
    assert sum(said["deaths"].values()) == 5


@pytest.mark.usefixtures("on_either")
def test_the_account_sees_what_is_missing():
    """Otherwise the test above proves nothing: two gestures, and a third that nobody made."""
    with an_hour(SERVER) as hour:
        claire = next(player for player in hour.players if player.one.name == "Claire")
        claire.play()
        claire.play()
        hour.ledger.note(Said("task", "never made", "", 302, 1))
        hour.post.taken["<never@sent>"] = 1
        hour.post.kept.write_text(json.dumps(hour.post.taken))
        assert problems(hour.account()) == ["gestes perdus : 1", "courriels inconnus : 1"]
