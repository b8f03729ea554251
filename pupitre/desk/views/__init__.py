"""The desk, over HTTP."""
