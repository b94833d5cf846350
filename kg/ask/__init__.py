"""Questions in Italian and English over the graph: a logical form, a SPARQL query, an answer with its evidence."""
