"""The kind that needs no module: a free request."""

from pupitre.engines.decisions.rules import FREE, Kind

FREE_REQUEST = Kind(FREE, "Demande libre")
