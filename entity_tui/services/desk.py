"""The one door for screens: a store, a viewer, and what they may do together."""

from __future__ import annotations
