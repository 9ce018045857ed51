"""Readers: bytes of one media type to a flat stream of blocks."""
