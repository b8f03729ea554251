"""People, over HTTP."""
