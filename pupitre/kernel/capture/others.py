"""Urgency; and the words that look like a day, an hour or a number and are left in the text."""

from pupitre.kernel.capture.days import WEEKDAY
from pupitre.kernel.capture.quantities import ANY, COUNT
from pupitre.kernel.capture.values import Around, Meaning, Priority, Rule, Text

HIGH, HIGHEST = 4, 5
PRIORITY = r"(?<!\S)(?P<marks>!{1,3})(?!\S)|(?P<word>urgente?s?)\b"
HOUR = r"[0-9]{1,2} *h(?: *[0-9]{2})?(?!\w)"

TEXTS = (
    r"\"[^\"]*\"|«[^»]*»|“[^”]*”",
    r"[^\s@]+@[^\s@]+|https?://\S+|www\.\S+",
    rf"(?:tous|toutes) +les +(?:(?:{COUNT}) +)?\w+|chaque +\w+",
    rf"(?:du +)?{WEEKDAY} +(?:au|a) +{WEEKDAY}\b",
    rf"(?:depuis|il y a|dans +les) +{ANY}",
    rf"(?:a|vers|de|des|avant|apres|jusqu'a|entre|et|dans) +{HOUR}|[1-9][0-9] *h(?: *[0-9]{{2}})?(?!\w)",
    r"(?:a|dans) +[0-9]{1,3} *(?:minutes?|min|mn)\b",
    r"24 *h? */ *24(?: *h)?(?!\w)|[5-7] *j */ *[5-7](?: *j)?(?!\w)",
    r"[0-9]{1,2}-[0-9]{1,2}/[0-9]{1,2}|3[-/]6[-/]9",
    r"(?:pas|non|sans|jamais) +urgente?s?\b|sans +preavis\b",
)


def priority(said: dict[str, str], around: Around) -> Meaning:
    return Priority(HIGH if said["marks"] == "!" else HIGHEST)


def text(said: dict[str, str], around: Around) -> Meaning:
    return Text()


RULES = (Rule(PRIORITY, priority), *(Rule(pattern, text) for pattern in TEXTS))
