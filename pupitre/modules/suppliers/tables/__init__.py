"""How suppliers and contracts are put into words, columns and filters."""
