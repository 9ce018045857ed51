"""Reading a published warehouse: users' SQL in a sandbox, the status, the quarantine."""
