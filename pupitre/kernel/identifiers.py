"""Numbers of companies, of tax and of bank accounts, normalised or refused."""

import re
from types import ModuleType

LOST_ZEROS = 3  # a spreadsheet drops the zeros a number begins with; more of them is another number


class BadIdentifier(ValueError):
    """`code` is empty, length, format or checksum; `value` is what was typed."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code = code
        self.value = value


def siren(text: str) -> str:
    from stdnum.fr import siren as rules  # imported when a number is read

    return _validated(text, _with_zeros(_compact(text), 9), rules)


def siret(text: str) -> str:
    """The establishments of La Poste have their own rule."""
    from stdnum.fr import siret as rules  # imported when a number is read

    return _validated(text, _with_zeros(_compact(text), 14), rules)


def vat_number(text: str) -> str:
    """Any number of the European Union with its country; without one it is French."""
    from stdnum.eu import vat as rules  # imported when a number is read

    number = _with_zeros(_compact(text), 11)
    return _validated(text, f"FR{number}" if not number[:2].isalpha() else number, rules)


def iban(text: str) -> str:
    from stdnum import iban as rules  # imported when a number is read

    return _validated(text, _compact(text), rules)


def _compact(text: str) -> str:
    """Without spaces, dots and dashes, nor the « .0 » of a number that went through a spreadsheet."""
    return re.sub(r"[\s.\-]", "", re.sub(r"\.0$", "", text.strip())).upper()


def _with_zeros(number: str, length: int) -> str:
    return number.zfill(length) if number.isdigit() and len(number) >= length - LOST_ZEROS else number


def _validated(text: str, number: str, rules: ModuleType) -> str:
    from stdnum import exceptions  # imported when a number is read

    if not _compact(text).strip("0"):  # a row of zeros stands for nothing, though its sum is right
        raise BadIdentifier("empty", text)
    try:
        return str(rules.validate(number))
    except exceptions.InvalidLength as error:
        raise BadIdentifier("length", text) from error
    except exceptions.InvalidChecksum as error:
        raise BadIdentifier("checksum", text) from error
    except exceptions.ValidationError as error:
        raise BadIdentifier("format", text) from error
