"""The verbs that concern the whole house: open it, keep it, check it, let somebody in."""

import sys
from pathlib import Path
from typing import Any

from config.arguments import Parser
from config.verbs import WRONG, asks_company, asks_file, asks_json, inside, open_house, print_json


def serve(options: Any) -> int:
    from config.serve import CannotServe, serve

    try:
        return serve(options.host, options.port)
    except CannotServe as reason:
        print(reason, file=sys.stderr)
        return WRONG


def signin(options: Any) -> int:
    open_house()
    from django.conf import settings
    from django.db import transaction
    from django.urls import reverse

    from pupitre.foundation.access.links import SIGN_IN_LIFE, new_link
    from pupitre.foundation.access.models import Purpose
    from pupitre.foundation.access.second_factor import has_second_factor
    from pupitre.foundation.accounts.models import User
    from pupitre.foundation.web.events import SignInLinkMade
    from pupitre.foundation.web.telling import tell_of_account

    user = User.objects.filter(email=options.email.strip().lower()).first()
    if user is None:
        print(f"Personne ne se connecte ici avec l’adresse « {options.email} ».", file=sys.stderr)
        return WRONG
    with transaction.atomic():
        if options.reset_factor:
            _reset_factor(user)
        link = new_link(Purpose.SIGN_IN, SIGN_IN_LIFE, user)
        tell_of_account(user, SignInLinkMade, by_host=True)
    if has_second_factor(user):
        print("Ce lien demandera aussi le code du second facteur, que --reset-factor retire.", file=sys.stderr)
    print(settings.URL + reverse("sign_in_by_link", args=[link]))
    return 0


def _reset_factor(user: Any) -> None:
    """Whoever lost it opens no session with it any more: the ones that are open are closed too."""
    from pupitre.foundation.access.second_factor import has_second_factor, turn_off
    from pupitre.foundation.web.events import SecondFactorReset
    from pupitre.foundation.web.sessions import close_sessions_of
    from pupitre.foundation.web.telling import tell_of_account

    if not has_second_factor(user):
        print("Il n’y avait pas de second facteur à retirer.", file=sys.stderr)
        return
    turn_off(user)
    close_sessions_of(user)
    tell_of_account(user, SecondFactorReset, by_host=True)
    print("Le second facteur est retiré, les sessions sont fermées, le journal le dit.", file=sys.stderr)


def backup(options: Any) -> int:
    open_house()
    from pupitre.foundation.safekeeping.backup import backup

    size = backup(options.file.absolute())
    print(f"{options.file} : {max(1, size // 1024)} ko, données et clés comprises. À garder en lieu sûr.")
    return 0


def restore(options: Any) -> int:
    open_house(up_to_date=False)
    if options.check:
        return _try_backup(options.file.absolute())
    from pupitre.foundation.safekeeping.restore import restore
    from pupitre.foundation.safekeeping.upgrade import bring_up_to_date

    done = restore(options.file.absolute(), replace=options.replace)
    bring_up_to_date()
    print(f"Sauvegarde du {done.made_at[:10]} (version {done.version}) reprise ; tout le monde doit se reconnecter.")
    if done.aside.is_dir() and any(done.aside.iterdir()):
        print(f"Ce qui était là est gardé dans {done.aside}.")
    if done.jobs_held:
        print(f"Travaux retenus : {done.jobs_held}.")
    return 0


def _try_backup(source: Path) -> int:
    from pupitre.foundation.safekeeping.trial import try_backup

    tried = try_backup(source)
    print(tried.says, file=sys.stdout if tried.is_right else sys.stderr)
    return 0 if tried.is_right else WRONG


def check(options: Any) -> int:
    open_house()
    from pupitre.foundation.safekeeping.check import findings

    found = list(findings())
    is_right = all(each.is_right is not False for each in found)
    if options.json:
        listed = [{"about": each.about, "is_right": each.is_right, "says": each.says} for each in found]
        print_json({"is_right": is_right, "findings": listed})
    else:
        marks = {True: "bien", False: "MAL ", None: "note"}
        print(*(f"{marks[each.is_right]}  {each.says}" for each in found), sep="\n")
    return 0 if is_right else WRONG


def audit(options: Any) -> int:
    with inside(options.company) as company:
        from pupitre.foundation.audit.queries import chain_head, first_broken_seq

        broken = first_broken_seq(options.head)
        seq, link = chain_head()
    is_right, tip = broken is None, f"{seq}:{link}"
    if options.json:
        print_json({"company": company.slug, "is_right": is_right, "first_broken_seq": broken, "head": tip})
    else:
        print(f"Journal intact, {seq} lignes ; tête : {tip}" if is_right else f"Journal rompu à la ligne {broken}.")
    return 0 if is_right else WRONG


def head(text: str) -> tuple[int, str]:
    """« 12:ab34… », as `audit verify` and the manifest of a backup write it."""
    seq, _, link = text.partition(":")
    if not (seq.isdecimal() and link):
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"« {text} » ne s’écrit pas numéro:empreinte.")
    return int(seq), link


def asks_where(parser: Parser) -> None:
    parser.add_argument("--host", help="adresse à écouter (127.0.0.1 : cette machine seulement)")
    parser.add_argument("--port", type=int, help="port à écouter (celui de PUPITRE_URL, sinon 8000)")


def asks_email(parser: Parser) -> None:
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument(
        "--reset-factor", action="store_true", help="retire aussi le second facteur, et le dit au journal"
    )


def asks_restore(parser: Parser) -> None:
    asks_file(parser)
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--replace", action="store_true", help="remplace ce qui est là, et le garde à part")
    either.add_argument("--check", action="store_true", help="essaie la sauvegarde à part, sans rien toucher d’ici")


def asks_audit(parser: Parser) -> None:
    parser.add_argument("question", choices=["verify"], metavar="verify")
    asks_company(parser)
    parser.add_argument("--head", metavar="N:EMPREINTE", type=head, help="une tête publiée : voit aussi une fin coupée")
    asks_json(parser)
