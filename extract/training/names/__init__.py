"""The recogniser of names: own sentences with their names marked, invented names to put in their place, scores."""
