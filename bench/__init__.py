"""Measurements of the project, run by hand: they are no tests."""
