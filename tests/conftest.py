"""Settings for all tests."""

import sys
from pathlib import Path

from hypothesis import settings

settings.register_profile("cifre", deadline=None)  # no test is timed: other work on the machine would fail it
settings.load_profile("cifre")

sys.path.insert(0, str(Path(__file__).parent))  # store_copies
