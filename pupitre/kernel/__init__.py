"""Plain Python that knows nothing of Django: days, money, presence, plans, notices, what people type."""
