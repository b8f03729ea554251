"""The command line: the list of verbs, and what is said when one cannot."""

import os
import sys
from collections.abc import Sequence

from config.arguments import BAD_INPUT, Verb, parse
from config.verbs import asks_file, asks_json, company, house

INTERRUPTED = 130

VERBS = (
    Verb("serve", "ouvre Pupitre", house.serve, house.asks_where),
    Verb("demo", "construit les entreprises d’exemple", company.demo, company.asks_demo),
    Verb("import", "lit un tableau de personnes, de fournisseurs ou de contrats", company.import_, company.asks_import),
    Verb("plan", "donne le plan de quelqu’un", company.plan, company.asks_plan),
    Verb("contracts", "donne les contrats et leurs échéances", company.contracts, company.asks_contracts),
    Verb("signin", "donne un lien de connexion, bon 15 minutes, une fois", house.signin, house.asks_email),
    Verb("backup", "écrit tout dans un fichier : données, fichiers, clés", house.backup, asks_file),
    Verb("restore", "reprend une sauvegarde", house.restore, house.asks_restore),
    Verb("check", "vérifie réglages, clés, base, journal, fichiers et disque", house.check, asks_json),
    Verb("audit", "vérifie le journal d’une entreprise", house.audit, house.asks_audit),
)


def main(typed: Sequence[str]) -> int:
    try:
        options = parse(VERBS, typed)
        code: int = options.do(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone (`| head`): its right
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as problem:  # a sentence for what has one; the rest is raised again there
        print(_reason(problem), file=sys.stderr)
        return BAD_INPUT


def _reason(problem: Exception) -> str:
    """One line the person can act upon; a fault of ours is raised again, with its traceback."""
    from django.core.exceptions import PermissionDenied
    from django.db import OperationalError

    from pupitre.foundation.access.refusals import Refusal
    from pupitre.foundation.safekeeping.disk import reason_of
    from pupitre.foundation.web.errors import is_disk_full

    if is_disk_full(problem):
        return "Le disque est plein : rien de ce qui était demandé n’a été écrit."
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename} : {reason_of(problem)}."
    if isinstance(problem, OperationalError):
        return f"La base de données ne répond pas : {' '.join(str(problem).split())}"
    if isinstance(problem, PermissionDenied):
        return "La personne au nom de qui la ligne de commande agit n’en a pas le droit."
    if isinstance(problem, Refusal):
        return str(problem)
    raise problem
