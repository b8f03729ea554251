"""Routines in words and in rows: lists, pages, exports and the desk say the same thing."""
