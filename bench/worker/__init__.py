"""What a process of its own adds to a query that a person typed."""
