"""The schema of a warehouse: DDL, views, history, catalog, dictionary, and bringing earlier files forward."""
