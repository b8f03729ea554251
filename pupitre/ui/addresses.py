"""Addresses that pages say over and over."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4096)
def url_of(name: str, *places: str) -> str:
    """`reverse`, worked out once: the addresses of a process never change."""
    return reverse(name, args=places)
