"""A report is a query and a shape."""
