"""Text extracts in: layout, read, check, stage, merge, count."""
