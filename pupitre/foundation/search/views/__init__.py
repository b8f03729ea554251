"""What is asked of the search, and what it shows."""
