"""Runs Python as a fresh process would, from one that has read the libraries already: half the time of a start."""

import multiprocessing
import os
import runpy
import sys
import traceback
from subprocess import CompletedProcess

from django.conf import settings

READ_BEFORE = [
    "asyncio",
    "asgiref.sync",
    "django.core.management",
    "django.core.serializers.json",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.http",
    "django.template",
    "django.urls",
    "tests.running.fork",
]
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(READ_BEFORE)


def run(arguments, environment, folder, seconds=60):
    """Like subprocess.run([python, *arguments]): « -m module … » or « -c code »."""
    out, err = folder / "out", folder / "err"
    process = context.Process(target=_become, args=(arguments, environment, str(out), str(err)))
    process.start()
    process.join(seconds)
    assert process.exitcode is not None, "too long"
    return CompletedProcess(arguments, process.exitcode, out.read_text(), err.read_text())


def _become(arguments, environment, out, err):
    os.environ.clear()
    os.environ.update(environment)
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.path[:0] = [path for path in environment["PYTHONPATH"].split(":") if path not in sys.path]
    code = _code_of(arguments)
    if "django.db" in sys.modules and settings.configured:  # as the end of an interpreter does, and os._exit does not
        sys.modules["django.db"].connections.close_all()
    os._exit(code)


def _code_of(arguments):
    try:
        kind, what, *rest = arguments
        sys.argv = [what, *rest]
        if kind == "-m":
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        else:
            exec(what, {"__name__": "__main__"})  # noqa: S102 (the code of a test)
        code = 0
    except SystemExit as end:
        code = _said(end.code)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _said(code):
    if isinstance(code, str):
        print(code, file=sys.stderr)
        return 1
    return code or 0
