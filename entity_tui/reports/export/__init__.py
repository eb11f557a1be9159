"""Rows as files that leave the program: the shell and the screens write with the same (IM-11)."""
