"""Set-based merge of staged extracts: new, changed, unchanged, superseded, waiting."""
