"""Findings, statements and the page to send, as they are read."""
