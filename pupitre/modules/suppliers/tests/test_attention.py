"""What of suppliers reaches the desk, and when."""
