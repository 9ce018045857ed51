"""From staged shards to a published file: one transaction, the journal of runs, locks, publication, pruning."""
