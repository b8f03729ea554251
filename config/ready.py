"""The first child of `serve`: brings the data up to date, then says in JSON what the parent prints."""

import json
import os
import sys

import django

from config import leash
from config.memory import hush, settle


def main() -> int:
    leash.tie()
    hush()
    django.setup()
    settle(is_short=True)
    from pupitre.foundation.access.refusals import Refusal
    from pupitre.foundation.safekeeping.dangers import refuse_dangers
    from pupitre.foundation.safekeeping.upgrade import bring_up_to_date
    from pupitre.foundation.web.setup_link import new_setup_link

    try:
        refuse_dangers()
        bring_up_to_date(is_held=True)
    except Refusal as reason:
        print(reason, file=sys.stderr)
        return 1
    print(json.dumps({"set_up": new_setup_link()}))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main())
