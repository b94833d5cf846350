"""How well and how fast quantities and time expressions are read, beside the libraries that can be installed.

Run ``python -m bench.quantities`` (after ``pip install -e '.[bench]'``); ``--write docs/quantities.md`` puts the tables
between the markers of that page.
"""
