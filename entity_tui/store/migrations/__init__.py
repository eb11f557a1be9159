"""Schema migrations, the same on both databases."""
