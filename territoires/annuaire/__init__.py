"""The directory as files: the national schema of places, read and written."""
