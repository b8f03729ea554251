"""Each value as a line says it without doubt: read again, it gives the same value."""

from pupitre.kernel.capture.values import Day, Lasting, Person, Price, Priority, Renewing, Role, Term, Value
from pupitre.kernel.notice import Notice, Regime
from pupitre.kernel.reading import fold

ROLES = {Role.ON: "", Role.BEFORE: "avant le ", Role.BY: "d’ici au ", Role.FROM: "à partir du ", Role.END: "fin "}
REGIMES = {
    Regime.TACIT: "tacite reconduction",
    Regime.EXPRESS: "sans reconduction",
    Regime.OPEN_ENDED: "durée indéterminée",
}
PERIODS = {
    "month": "/mois",
    "quarter": "/trimestre",
    "half_year": "/semestre",
    "year": "/an",
    "once": " en une fois",
    None: "",
}


def written(value: Value) -> str:
    match value:
        case Day(on, role):
            return f"{ROLES[role]}{on.day:02}/{on.month:02}/{on.year:04}"
        case Lasting(minutes):
            hours, rest = divmod(minutes, 60)
            return f"{hours} h {rest:02}" if hours and hours < 5 else f"{minutes} min"
        case Price(cents, per, basis):
            whole, rest = divmod(cents, 100)
            return f"{whole},{rest:02} €{PERIODS[per]}{f' {basis.upper()}' if basis else ''}"
        case Term(months):
            return f"durée {months} mois"
        case Notice(months, days):
            return f"préavis {f'{months} mois' if months else f'{days} jours'}"
        case Renewing(months):
            return f"renouvelable {months} mois"
        case Priority(level):
            return "!" * (level - 3)
        case Person(_, name):
            return f"@{fold(name).replace(' ', '-')}"
        case _:
            return REGIMES[value]
