"""What is typed about suppliers and contracts."""
