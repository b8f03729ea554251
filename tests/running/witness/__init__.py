"""Writes down how each connection to the database was opened, and by which process and thread."""
