"""Kill a writer at random moments while others read, and look for what is lost: ``python -m bench.faults``."""
