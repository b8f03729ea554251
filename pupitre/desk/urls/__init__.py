"""The addresses of the desk: those of a company, and the public ones."""
