"""`make accuracy`: the parser measured over golden pages and their variants."""
