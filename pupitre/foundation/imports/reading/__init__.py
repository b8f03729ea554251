"""From the bytes of a file to the rows of a sheet: tolerant of every format, one way in."""

from pupitre.foundation.imports.reading.tables import Table, read_table

__all__ = ["Table", "read_table"]
