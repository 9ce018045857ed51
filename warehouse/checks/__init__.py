"""`procwh verify`: the invariants of a warehouse, one ordered table of queries."""
