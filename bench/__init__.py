"""Benchmarks, each run by one command, each writing the table that the documentation shows."""
