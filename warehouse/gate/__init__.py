"""What a run changes, and whether that is published: the audit with its thresholds, the diff, the drift."""
