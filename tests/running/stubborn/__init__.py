"""A room whose job and whose handler take for ever the first time, so that they can be killed in the middle."""
