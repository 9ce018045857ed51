"""`make bench`: what the job costs beside others' parsing of the same bytes."""
