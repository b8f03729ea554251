"""The manifest of the shell."""

from pupitre.foundation.registry import Room, register

register(Room(name="web"))
