"""The two ways to refuse: not yours to do, or not possible now."""

from typing import Any

from django.core.exceptions import PermissionDenied


class Refusal(Exception):
    """What could not be done; the sentence is written for the person reading the screen."""


class ChangedMeanwhile(Refusal):
    """Somebody else saved the row since the form was made; `row` is what it is now."""

    def __init__(self, row: Any) -> None:
        super().__init__("Quelqu’un a modifié cette fiche entre-temps. Rien n’est perdu : comparez, puis enregistrez.")
        self.row = row


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
