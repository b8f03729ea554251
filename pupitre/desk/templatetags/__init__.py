"""What the desk writes by itself instead of through templates."""
