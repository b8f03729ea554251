"""Today's house, watched."""

from config.settings import *  # noqa: F403 (the settings of the house, then ours)
from config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.running.witness.apps.Witness"]
