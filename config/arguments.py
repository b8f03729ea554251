"""argparse, in French, and with one line for each mistake."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

BAD_INPUT = 2
MISTAKES = (
    (r"the following arguments are required: (.+)", r"il manque {0}."),
    (r"unrecognized arguments: (.+)", r"« {0} » n’est pas compris."),
    (r"argument (\S+): invalid choice: '(.*?)'.*", r"« {1} » n’est pas un choix possible."),
    (r"argument (\S+): expected one argument", r"{0} attend une valeur."),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"{0} n’attend pas de valeur."),
    (r"argument (\S+): invalid int value: '(.*)'", r"{0} : « {1} » n’est pas un nombre entier."),
    (r"argument (\S+): not allowed with argument (\S+)", r"{0} ne va pas avec {1}."),
    (r"argument ([^:]+): (.+)", r"{0} : {1}"),
    (r"ambiguous option: (\S+) could match (.+)", r"{0} peut être {1}."),
    (r"one of the arguments (.+) is required", r"il faut l’un de {0}."),
)


@dataclass(frozen=True)
class Verb:
    """What one types after `bin/pupitre`; `do` returns the exit code."""

    name: str
    says: str
    do: Callable[[Any], int]
    asks: Callable[["Parser"], None] = lambda parser: None


class Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=Formatter, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "à donner", "options"
        self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog} : {_in_french(message)}", file=sys.stderr)
        sys.exit(BAD_INPUT)


def _in_french(message: str) -> str:
    for pattern, sentence in MISTAKES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*found.groups())
    return message


def parser_of(verbs: Iterable[Verb]) -> Parser:
    parser = Parser(prog="bin/pupitre", description="Pupitre, le bureau de l’office manager.")
    choices = parser.add_subparsers(title="verbes", metavar="VERBE", required=True, dest="verb", parser_class=Parser)
    for verb in verbs:
        inner = choices.add_parser(verb.name, help=verb.says, description=verb.says)
        verb.asks(inner)
        inner.set_defaults(do=verb.do)
    return parser


def parse(verbs: Iterable[Verb], typed: Sequence[str]) -> Any:
    parser = parser_of(verbs)
    try:
        "".join(typed).encode()
    except UnicodeEncodeError:
        parser.error("ce qui est tapé n’est pas du texte en UTF-8.")
    return parser.parse_args(typed)
