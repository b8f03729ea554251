"""How often a public address may be read: counted in the memory of the process, for reading writes nothing."""

from collections import deque
from datetime import datetime, timedelta
from hashlib import sha256

from pupitre.foundation import clock

MOST_KNOWN = 10_000  # beyond, everything is forgotten: a flood of addresses must not fill the memory


class Pace:
    def __init__(self, most: int, window: timedelta) -> None:
        self.most, self.window = most, window
        self.read: dict[bytes, deque[datetime]] = {}

    def allows(self, who: str) -> bool:
        """Counts this reading too, unless it is one too many."""
        now, key = clock.now(), sha256(who.encode()).digest()
        if len(self.read) >= MOST_KNOWN:
            self.read.clear()
        times = self.read.setdefault(key, deque(maxlen=self.most))
        while times and times[0] <= now - self.window:
            times.popleft()
        if len(times) >= self.most:
            return False
        times.append(now)
        return True
