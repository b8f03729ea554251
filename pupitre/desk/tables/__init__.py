"""What the desk's pages show, in rows and words."""
