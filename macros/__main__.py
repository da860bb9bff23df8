"""Runs the commands of `macros.cli`."""

import sys

from macros.cli import main

sys.exit(main())
