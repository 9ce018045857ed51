"""What is rendered from the table models: the data dictionary, the diagrams, the data package of an export."""
