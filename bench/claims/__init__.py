"""How well claims are made on annotated articles, and the weights that are fitted on them."""
