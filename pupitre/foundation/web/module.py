"""The manifest of the shell."""

from pupitre.foundation.registry import Room, Schedule, register
from pupitre.foundation.web.cleaning import clean_the_house

register(Room(name="web", label="Pupitre", schedules=(Schedule("web.cleaning", clean_the_house, hour="03:10"),)))
