"""What the first screens read."""
