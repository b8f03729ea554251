"""How a line counts months, days and minutes: terms, notices, renewals, and what a gesture takes."""

from pupitre.kernel.capture.values import Around, Lasting, Meaning, Renewing, Rule, Term, Unsure, Why
from pupitre.kernel.notice import Notice, Regime
from pupitre.kernel.reading import Unreadable, read_duration
from pupitre.kernel.reading.durations import WORDS

COUNT = "[0-9]{1,3}|" + "|".join(sorted((word for word in WORDS if word != "zero"), key=len, reverse=True))
MONTHLY = "mois|ans?|annees?|trimestres?|semestres?"
UNIT = f"{MONTHLY}|jours?|j|semaines?|sem"
MONTHS = rf"(?:{COUNT}) *(?:{MONTHLY})\b"
ANY = rf"(?:{COUNT}) *(?:{UNIT})\b"
NOT_A_QUANTITY = rf"(?! *(?:{UNIT}|min|mn|minutes?|h|heures?|k?€|k?euros?|eur|%)(?!\w))(?! *[€%])"
SEPARATED = "(?: *: *| +)"

CERTAIN_HOURS, DOUBTFUL_HOURS = 4, 9
LONGEST = 1200  # months; beyond, a slip of the hand

NOTICE = rf"preavis{SEPARATED}(?:de +)?(?P<before>{ANY})|(?P<after>{ANY}) +(?:de +)?preavis\b"
TERM = (
    rf"(?:duree|engagement|pour|sur|pendant)(?: +(?:initiale|ferme))?{SEPARATED}(?:de +|d')?(?P<before>{MONTHS})"
    rf"|(?P<after>{MONTHS}) +(?:fermes?|d'engagement)\b"
)
RENEWING = (
    rf"(?:renouvelable|reconductible|reconduit|reconduction|renouvellement)(?: +(?:par|pour|de))?"
    rf"(?: +periodes? +de)? +(?P<count>{MONTHS})"
)
BARE = rf"(?P<count>{ANY})"
TACIT = r"(?:par +|en +)?(?:reconduction +tacite|tacite(?: +reconduction)?)\b"
EXPRESS = (
    r"(?:reconduction +expresse|expresse|sans +(?:tacite +)?reconduction"
    r"|(?:non|pas) +(?:reconductible|renouvelable|tacite)|pas +de +(?:tacite +)?reconduction|pas +de +tacite"
    r"|duree +ferme)\b"
)
OPEN_ENDED = r"(?:a +)?(?:duree +)?indeterminee?\b"

HALVES = {
    "demi-heure": 30,
    "demi heure": 30,
    "un quart d'heure": 15,
    "trois quarts d'heure": 45,
    "une heure et demie": 90,
    "1/2 heure": 30,
}
WORDED = r"(?:une +)?(?P<half>demi[- ]heure|un quart d'heure|trois quarts d'heure|une heure et demie|1/2 heure)\b"
MINUTES = r"(?P<minutes>[0-9]{1,3}) *(?:minutes?|min|mn)\b"
HOURS = (
    rf"(?P<hours>[0-9]{{1,2}}|une|deux|trois|quatre) *(?:heures?|h)"
    rf"(?: *(?P<minutes>[0-5][0-9]){NOT_A_QUANTITY}|(?: *| +et +)(?P<more>[0-5]?[0-9]) *(?:minutes?|min|mn))?(?!\w)"
)


def notice(said: dict[str, str], around: Around) -> Meaning:
    given = read_duration(said["before"] or said["after"])
    return Notice(given.months, given.days) if given.months or given.days else None


def term(said: dict[str, str], around: Around) -> Meaning:
    months = read_duration(said["before"] or said["after"]).months
    return Term(months) if 0 < months <= LONGEST else None


def renewing(said: dict[str, str], around: Around) -> Meaning:
    months = read_duration(said["count"]).months
    return Renewing(months) if 0 < months <= LONGEST else None


def bare(said: dict[str, str], around: Around) -> Meaning:
    """« 3 mois » alone is a term, a notice or a renewal: never chosen."""
    try:
        given = read_duration(said["count"])
    except Unreadable:
        return None
    if not (given.months or given.days) or given.months > LONGEST:
        return None
    counted = Notice(given.months, given.days)
    long = (Term(given.months), Renewing(given.months)) if given.months else ()
    return Unsure(Why.TERM_OR_NOTICE, (*long[:1], counted, *long[1:]))


def half(said: dict[str, str], around: Around) -> Meaning:
    return Lasting(HALVES[said["half"]])


def minutes(said: dict[str, str], around: Around) -> Meaning:
    return Lasting(int(said["minutes"])) if int(said["minutes"]) else None


def hours(said: dict[str, str], around: Around) -> Meaning:
    """« 2 h » lasts two hours; « 8 h » may be eight o’clock; « 15 h » is no duration at all."""
    whole = WORDS.get(said["hours"]) or int(said["hours"])
    counted = Lasting(whole * 60 + int(said["minutes"] or said["more"] or 0))
    if not counted.minutes or whole > DOUBTFUL_HOURS:
        return None
    return counted if whole <= CERTAIN_HOURS else Unsure(Why.HOUR_OR_DURATION, (counted,))


def always(value: Regime) -> "Rule":
    pattern = {Regime.TACIT: TACIT, Regime.EXPRESS: EXPRESS, Regime.OPEN_ENDED: OPEN_ENDED}[value]
    return Rule(pattern, lambda said, around: value)


RULES = (
    Rule(NOTICE, notice),
    Rule(TERM, term),
    Rule(RENEWING, renewing),
    Rule(BARE, bare),
    *(always(one) for one in (Regime.TACIT, Regime.EXPRESS, Regime.OPEN_ENDED)),
    Rule(WORDED, half),
    Rule(MINUTES, minutes),
    Rule(HOURS, hours),
)
