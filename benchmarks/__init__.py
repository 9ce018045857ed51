"""Measurements and renderings that the make verbs run: accuracy, speed, documents. Not part of the package."""
