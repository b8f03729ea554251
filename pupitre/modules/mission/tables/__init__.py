"""The words of savings, of the month's page and of its cost."""
