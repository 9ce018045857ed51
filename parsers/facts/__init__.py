"""Facts: one file a section, each a pure function from a section to rows of its typed table."""
