"""Keyboard-driven tax case work in the terminal."""

__version__ = "0.1.0"
