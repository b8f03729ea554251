"""Today's house, with that room."""

from config.settings import *  # noqa: F403 (the settings of the house, then ours)
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.running.stubborn"]
