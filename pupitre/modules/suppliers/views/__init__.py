"""Suppliers and contracts, over HTTP. Find the object, make one domain call, answer."""
