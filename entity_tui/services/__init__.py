"""One use case is one transaction and its audit entries; the CLI and the screens call the same."""
