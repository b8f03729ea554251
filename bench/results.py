"""A measure, its target, and the table."""

from dataclasses import dataclass

TOLERANCE = 1.15


@dataclass(frozen=True)
class Measure:
    """Less is better, always."""

    name: str
    value: float
    target: float
    unit: str = ""
    note: str = ""

    @property
    def is_met(self) -> bool:
        return self.value <= self.target

    @property
    def is_failed(self) -> bool:
        return self.value > self.target * TOLERANCE

    @property
    def verdict(self) -> str:
        return "tenu" if self.is_met else "MANQUÉ" if self.is_failed else "à 15 % près"


def table(measures: list[Measure]) -> str:
    lines = [("", "mesuré", "objectif", "", "")]
    lines += [line_of(each) for each in measures]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(laid_out(line, widths) for line in lines)


def line_of(each: Measure) -> tuple[str, ...]:
    return each.name, figure(each.value), figure(each.target), each.unit, f"{each.verdict}  {each.note}".rstrip()


def laid_out(line: tuple[str, ...], widths: list[int]) -> str:
    name, value, target, unit, verdict = line
    return f"{name:<{widths[0]}}  {value:>{widths[1]}}  {target:>{widths[2]}} {unit:<{widths[3]}}  {verdict}".rstrip()


def figure(value: float) -> str:
    text = f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
    return text.replace(".", ",")
