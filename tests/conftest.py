"""Settings for all tests."""

from hypothesis import settings

settings.register_profile("cifre", deadline=None)  # no test is timed: other work on the machine would fail it
settings.load_profile("cifre")
