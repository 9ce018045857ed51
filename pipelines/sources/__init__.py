"""Where raw pages come from: files and folders, and the containers that hold many pages."""
