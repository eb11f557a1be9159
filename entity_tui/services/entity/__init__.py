"""Use cases of ENTITY: time, and the end of the month."""
