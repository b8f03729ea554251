"""Which contracts nobody has renegotiated, ever or for long."""

from datetime import date

from pupitre.kernel.calendar import add_months

OLD_NEGOTIATION = 24  # months


def last_day_of_old_negotiations(on: date) -> date:
    """What started or was negotiated on that day or before is old on the day `on`."""
    return add_months(on, -OLD_NEGOTIATION)


def is_never_renegotiated(starts_on: date, last_negotiated_on: date | None, is_never: bool, on: date) -> bool:
    """Known never to have been, or older than two years with no negotiation on record."""
    return last_negotiated_on is None and (is_never or starts_on <= last_day_of_old_negotiations(on))
