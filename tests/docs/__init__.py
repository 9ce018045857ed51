"""`make docs`: rendered documents and the examples in the docs, and the tests of both."""
