"""What people and programs are told of a run: progress, the console, the summary, the webhook, the drift inbox."""
