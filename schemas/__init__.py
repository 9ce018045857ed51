"""What the data is: table models, closed lists and their descriptions. No input, no output."""
