"""Train the Italian language model that the extraction stands on: convert, vectors, train, distil, evaluate, assemble.

Not imported by the extraction. `project.yml` has the steps in order; ``make model`` runs them all.
"""
