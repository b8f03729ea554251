"""SQLite as Django speaks to it, less what it worked out again at each question."""
