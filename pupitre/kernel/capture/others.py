"""Urgency; and the words that look like a day, an hour or a number and are left in the text."""

from pupitre.kernel.capture.days import AFTER, NUMBERS, WEEKDAY, WORDED
from pupitre.kernel.capture.quantities import ANY, COUNT, NOT_A_QUANTITY, SEPARATED
from pupitre.kernel.capture.values import Around, Meaning, Priority, Rule, Text

HIGH, HIGHEST = 4, 5
PRIORITY = r"(?<!\S)(?P<marks>!{1,3})(?!\S)|(?P<word>urgente?s?)\b"
HOUR = r"[0-9]{1,2} *h(?: *[0-9]{2})?(?!\w)"
HOURS = rf"(?:{COUNT}) *(?:heures?|h)"

# what goes on after a length makes it another length: « 1 an et demi », « préavis 3 mois 15 jours », « 3 jours ouvrés »
LEAD = (
    rf"(?:(?:preavis|duree|engagement|pour|sur|pendant|renouvelable|reconductible)(?: +(?:initiale|ferme|par|de))*"
    rf"{SEPARATED}(?:de +|d')?|(?:dans|sous|d'ici) +)?"
)
YEARS_AND = rf"(?:{COUNT}) *(?:ans?|annees?) +(?:et +)?(?:{COUNT}) *(?:mois|trimestres?|semaines?|jours?|j)\b"
MONTHS_AND = rf"(?:{COUNT}) *mois +(?:et +)?(?:{COUNT}) *(?:semaines?|jours?|j)\b"
HALF_MORE = rf"{ANY} +(?:et +demie?\b|1/2(?!\w)|(?:ouvre|ouvrable|franc)(?:e?s)?\b)"

# a day that is named to say another one, or none: « après vendredi », « pas avant le 3 mars », « la réunion de lundi »
OTHER_THAN = r"pas|jamais|sauf|hors|ni|apres|passe|de|d'|veille +de|lendemain +de|veille|lendemain"
RANK = r"1er|premier|2e|deuxieme|second|3e|troisieme|4e|quatrieme|dernier"
ANY_DAY = rf"(?:{NUMBERS}|(?:{WEEKDAY} +)?{WORDED}|{WEEKDAY}|aujourd'hui)(?!\w)"

TEXTS = (
    r"\"[^\"]*\"|«[^»]*»|“[^”]*”",
    r"[^\s@]+@[^\s@]+|https?://\S+|www\.\S+",
    rf"(?:tous|toutes) +les +(?:(?:{COUNT}) +)?\w+|chaque +\w+",
    rf"(?:d[ue] +)?{WEEKDAY} +(?:au|a) +{WEEKDAY}\b|(?:le +)?(?:{RANK}) +{WEEKDAY}\b",
    rf"(?:entre +)?(?:(?:le|du) +)?(?:[0-9]{{1,2}}|1er) +(?:et|ou|au) +(?:le +)?{WORDED}{AFTER}",
    rf"(?:le +)?{WORDED} +[0-9]{{2}}{AFTER}{NOT_A_QUANTITY}",
    rf"(?:depuis|il y a|dans +les) +{ANY}",
    rf"(?:a|vers|de|des|avant|apres|jusqu'a|entre|et|ou|dans) +{HOUR}|[1-9][0-9] *h(?: *[0-9]{{2}})?(?!\w)",
    r"(?:a|ou|dans) +[0-9]{1,3} *(?:minutes?|min|mn)\b",
    rf"{HOURS} +(?:(?:a|ou) +{HOURS}|et +(?:demie?|quart)\b)|(?:{COUNT}) +(?:a|ou) +{HOURS}(?!\w)",
    r"[0-9]{1,3} *(?:(?:min|mn|minutes?) +)?(?:a|ou) +[0-9]{1,3} *(?:min|mn|minutes?)\b",
    rf"{LEAD}(?:{YEARS_AND}|{MONTHS_AND}|{HALF_MORE})(?! +(?:de +)?preavis)",
    rf"(?:{OTHER_THAN})(?: +(?:avant|apres|pour))?(?: +(?:le|du|au))? *{ANY_DAY}",
    r"(?:pas|jamais|sauf) +(?:avant +)?demain\b",
    r"[0-9]{1,3} *j(?:ours?)? +(?:fin +(?:de|du) +mois|date +de +facture)\b",
    r"tacite(?: +reconduction)? *:? *non\b",
    r"24 *h? */ *24(?: *h)?(?!\w)|[5-7] *j */ *[5-7](?: *j)?(?!\w)",
    r"[0-9]{1,2}-[0-9]{1,2}/[0-9]{1,2}|3[-/]6[-/]9",
    r"(?:pas|non|sans|jamais) +urgente?s?\b|sans +preavis\b",
)


def priority(said: dict[str, str], around: Around) -> Meaning:
    return Priority(HIGH if said["marks"] == "!" else HIGHEST)


def text(said: dict[str, str], around: Around) -> Meaning:
    return Text()


RULES = (Rule(PRIORITY, priority), *(Rule(pattern, text) for pattern in TEXTS))
