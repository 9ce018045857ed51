"""What a page says: bytes in, values out. Knows no database, no schedule and no file."""
