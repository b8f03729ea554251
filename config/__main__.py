"""`python -m config`: the command line."""

import os
import sys

from config.cli import main

os.umask(0o077)  # what the house writes is its owner's
sys.exit(main(sys.argv[1:]))
