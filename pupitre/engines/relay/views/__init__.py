"""The pages of relays: one's own, one that is followed, and the one behind a link."""
