"""How fast the pipeline reads, and what it takes to load: the language model, and what the project adds to it.

Run ``python -m bench.model``; ``--write docs/model-card.md`` puts the table between the markers of that page.
"""
