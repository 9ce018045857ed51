"""The tests, and the tools that measure accuracy and speed. Not part of the package."""
