"""What tells a line from all others, so that a period read twice adds nothing."""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from pupitre.kernel.bank.values import Line
from pupitre.kernel.reading.text import fold

SIZE = 16  # bytes
BETWEEN = "\x1f"


def identities(lines: Iterable[Line]) -> list[str]:
    """One key a line. Lines that say the same the same day have their rank, so exports must hold whole days."""
    ranks: Counter[str] = Counter()
    keys = []
    for line in lines:
        same = BETWEEN.join((line.account, line.on.isoformat(), str(line.cents), fold(line.label)))
        keys.append(blake2b(f"{same}{BETWEEN}{ranks[same]}".encode(), digest_size=SIZE).hexdigest())
        ranks[same] += 1
    return keys
