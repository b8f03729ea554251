"""A room whose job takes its time, so that its worker can be killed in the middle."""
