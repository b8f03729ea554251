"""The sheet of people."""

from pupitre.modules.people.imports.columns import PEOPLE

__all__ = ["PEOPLE"]
