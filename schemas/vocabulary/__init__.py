"""Closed lists: the words that the parsed tables may hold, and how pages print them."""
