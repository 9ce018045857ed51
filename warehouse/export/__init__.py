"""Tables of the published warehouse as files: what is exported, how it is written, how it is checked."""
