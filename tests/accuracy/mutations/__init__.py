"""Mutations of golden cases: each gives a variant of a page with its exact truth."""
