"""A house in a folder of its own, started and asked as one does: by its command."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.running import fork, server

ON_A_SERVER = os.environ.get("PUPITRE_DATABASE_URL", "").startswith("postgres")
collect_ignore = [] if ON_A_SERVER else ["test_postgresql.py"]
HOUSE = Path(__file__).parents[2]
KILL = signal.SIGKILL
TOMORROW = {"DJANGO_SETTINGS_MODULE": "tests.running.later.settings"}


def pytest_collection_modifyitems(items):
    """A house of its own is several processes: such tests are a stage of their own."""
    for item in items:
        if {"house", "on_either"} & set(item.fixturenames):
            item.add_marker("slow")


class House:
    def __init__(self, data, database=""):
        self.data, self.database = data, {"PUPITRE_DATABASE_URL": database} if database else {}
        self.started, self.aside = [], data.with_name(f"{data.name} said")

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        base = {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(HOUSE), "PUPITRE_DATA": str(self.data)}
        return kept | base | self.database | more

    def python(self, *arguments, **environment):
        """As a process of its own; see `fork`."""
        self.aside.mkdir(exist_ok=True)
        return fork.run(arguments, self.environment(**environment), self.aside)

    def ask(self, *verb, **environment):
        return self.python("-m", "config", *map(str, verb), **environment)

    def says(self, code, **environment):
        done = self.python("-c", f"import django; django.setup()\n{code}", **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self, *command, **environment):
        """In a session of its own, so that the whole tree can be found, and none of it outlives the test."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        alone = {"start_new_session": True, "preexec_fn": hears_control_c}
        process = subprocess.Popen(command, env=self.environment(**environment), **alone, **pipes)
        self.started.append(process)
        return process

    def serve(self, **environment):
        port = free_port()
        process = self.start(sys.executable, "-m", "config", "serve", "--port", str(port), **environment)
        until(lambda: is_answering(port) or process.poll() is not None)
        assert process.poll() is None, process.stdout.read()
        return process, port

    def clean(self):
        while self.started:
            process = self.started.pop()
            process.kill()
            process.wait()
            process.stdout.close()


def hears_control_c():
    """Even when the tests themselves were started in the background, where shells have it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def furnish(house):
    done = house.python("-m", "tests.running.furnish")
    assert done.returncode == 0, done.stderr
    return house


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_answering(port):
    with closing(socket.socket()) as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def until(condition, seconds=20):
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "too long"
        time.sleep(0.02)


def family_of(pid):
    """The process and all that come from it, as /proc tells."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [pid, *(each for child in children for each in family_of(int(child)))]


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path / "data of somebody")  # a space, as on many a disk
    yield house
    house.clean()


@pytest.fixture(scope="session")
def _furnished(tmp_path_factory):
    return furnish(House(tmp_path_factory.mktemp("furnished") / "data")).data


@pytest.fixture
def furnished(house, _furnished):
    """A company lives here, with a file, a journal, a session and a job that waits."""
    shutil.copytree(_furnished, house.data)
    return house


@pytest.fixture(scope="session")
def _furnished_on_a_server(tmp_path_factory):
    with server.new_database() as address:
        yield furnish(House(tmp_path_factory.mktemp("served") / "data", address))


@pytest.fixture
def on_either(request, tmp_path):
    """The furnished house, on the database whose turn it is."""
    if not ON_A_SERVER:
        yield request.getfixturevalue("furnished")
        return
    model = request.getfixturevalue("_furnished_on_a_server")
    with server.new_database(like=model.database["PUPITRE_DATABASE_URL"]) as address:
        house = House(tmp_path / "data", address)
        shutil.copytree(model.data, house.data)
        yield house
        house.clean()
