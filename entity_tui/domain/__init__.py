"""Pure rules: frozen dataclasses in, results out, `today` passed in."""
