"""Twenty questions over five thousand documents: how many are answered first, and what one costs the processor."""

import json
from statistics import median
from time import perf_counter, process_time

ALL = 5000


def main() -> None:
    import django

    django.setup()
    from pupitre.foundation.search.queries import search
    from pupitre.foundation.tenancy.models import Company, Member, Role
    from pupitre.foundation.tenancy.scope import working_for
    from tests.harness.library import KIND, library
    from tests.harness.questions import QUESTIONS

    company = Company.objects.get(slug="atelier-lumen")
    with working_for(company):
        actor = next(one for one in Member.objects.select_related("company") if one.has(Role.OFFICE_MANAGER))
        began = perf_counter()
        with library(ALL):
            indexed = perf_counter() - began
            first, spent = 0, []
            for question, answer in QUESTIONS * 3:
                began = process_time()
                hits = search(actor, question, kind=KIND, most=5).hits
                spent.append(1000 * (process_time() - began))
                first += bool(hits) and hits[0].found.title == answer
    said = {"first": first // 3, "median": median(spent), "worst": max(spent), "indexed": indexed}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
