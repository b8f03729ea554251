"""A bound field with its label, help and error, as the component « field » lays it out, for pages that hold many."""

from django.forms import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from pupitre.ui.icons import icon

SHAPES = {"checkbox": "tick", "date": "date", "clearablefile": "file", "file": "file"}
OPTIONAL = " <small>(facultatif)</small>"


def shape_of(field: BoundField) -> str:
    """The layout a field asks for: tick, many, date, file, or nothing special."""
    return "many" if field.use_fieldset else SHAPES.get(field.widget_type, "")


def control(field: BoundField, extra_help: str = "") -> SafeString:
    """The control itself, tied to a help text that the form does not know of."""
    if not extra_help or field.help_text or field.use_fieldset:
        return field.as_widget()
    described = f"{field.auto_id}_helptext {field.auto_id}_error" if field.errors else f"{field.auto_id}_helptext"
    return field.as_widget(attrs={"aria-describedby": described})


def whole_field(
    field: BoundField, label: str = "", help: str = "", unit: str = "", shape: str = "", *, optional: bool = False
) -> SafeString:
    """`label` and `help`: other words than the form's; `unit` follows the value."""
    guess, words = shape_of(field), conditional_escape(label or field.label)
    said = words + (OPTIONAL if optional else "")
    below = f"{_help(field, help)}{_errors(field)}"
    if guess == "many":
        described = f' aria-describedby="{field.aria_describedby}"' if field.aria_describedby else ""
        legend = f"<legend>{said}</legend>{_help(field, help)}"
        return _safe(
            f'<fieldset class="field field--many"{described}>{legend}{control(field, help)}{_errors(field)}</fieldset>'
        )
    title = f'<label class="field__label" for="{field.id_for_label}">{words if guess == "tick" else said}</label>'
    if guess == "tick":
        return _safe(f'<div class="field field--tick">{control(field, help)}{title}{below}</div>')
    kind = f" field--{shape or guess}" if shape or guess else ""
    end = f'<span class="field__unit">{conditional_escape(unit)}</span>' if unit else ""
    box = f'<div class="field__box">{control(field, help)}{end}</div>' if unit else control(field, help)
    return _safe(f'<div class="field{kind}">{title}{box}{below}</div>')


def _help(field: BoundField, help: str) -> str:
    words = conditional_escape(help or field.help_text)
    return f'<div class="field__help" id="{field.auto_id}_helptext">{words}</div>' if words else ""


def _errors(field: BoundField) -> str:
    if not field.errors:
        return ""
    said = "<br>".join(conditional_escape(str(error)) for error in field.errors)
    mark = icon("circle-alert", 16)
    return f'<div class="field__error" id="{field.auto_id}_error">{mark}<span>{said}</span></div>'


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 (every word was escaped above)
