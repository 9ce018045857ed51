"""What a run changes, and whether it is published: the audit with its thresholds, the diff, new headings."""
