"""The manifest of the demonstration: what /setup offers to whoever wants to look before anything else."""

from pupitre.demo.build import play_and_enter
from pupitre.foundation.registry import Room, register

register(Room(name="demo", plays=(play_and_enter,)))
