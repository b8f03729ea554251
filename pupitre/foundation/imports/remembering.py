"""What a company took the headers of its sheets for: learnt when an import is done, proposed the next time."""

from collections import Counter
from collections.abc import Sequence

from pupitre.foundation.imports.models import RememberedColumn
from pupitre.foundation.imports.queries import sheet_named
from pupitre.foundation.imports.reading.headers import Names, key_of
from pupitre.foundation.imports.reading.layouts import Layout


def remembered(sheet: str) -> dict[str, str]:
    """{folded header: field}; the field is empty for a column that is left out."""
    return dict(RememberedColumn.objects.filter(sheet=sheet).values_list("header", "field"))


def learn(sheet: str, layout: Layout) -> None:
    """Only what somebody chose, and only where the usual names would not have said the same."""
    if not layout.is_chosen:
        return
    names = Names(sheet_named(sheet).columns)
    times = Counter(key_of(text) for text in layout.texts if text)
    chosen = {
        key_of(text): layout.fields.get(n, "")
        for n, text in enumerate(layout.texts)
        if times[key_of(text)] == 1 and key_of(text)
    }
    usual = {key_of(text): found.field for text in layout.texts if text and (found := names.usual(text))}
    forget(sheet, list(chosen))
    learnt = [
        RememberedColumn(sheet=sheet, header=header, field=field)
        for header, field in chosen.items()
        if usual.get(header) != field
    ]
    RememberedColumn.objects.bulk_create(learnt)


def forget(sheet: str, headers: Sequence[str]) -> int:
    """How many of these headers, folded, were remembered."""
    return RememberedColumn.objects.filter(sheet=sheet, header__in=headers).delete()[0]
