"""From the bytes of a file to the rows of a sheet: tolerant of every format, one way in."""

from pupitre.foundation.imports.reading.layouts import Layout, UnmappedSheet
from pupitre.foundation.imports.reading.tables import Table, Wanted, missing, read_table

__all__ = ["Layout", "Table", "UnmappedSheet", "Wanted", "missing", "read_table"]
