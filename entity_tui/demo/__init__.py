"""The believable organisation, written as extract files (IM-10)."""
