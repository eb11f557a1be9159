"""What is said about work that takes long: how far it is, how long already, how long still."""

from __future__ import annotations

SURE_AFTER = 2.0
"""Seconds of work from which its remaining time is estimated."""


def duration_text(seconds: float) -> str:
    """`8 s`, `2 min 5 s`, `1 h 3 min`."""
    whole = max(0, int(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def remaining(seconds: float, done: int, total: int) -> float | None:
    """Seconds still to go at the pace so far; None where that cannot be said."""
    if seconds < SURE_AFTER or done <= 0 or total < done:
        return None
    return seconds * (total - done) / done


def wait_text(
    what: str, seconds: float, done: int = 0, total: int = 0, too_late: bool = False
) -> str:
    """`Saving: 40 of 120, 6 s, about 12 s left. F12 cancels.`"""
    told = [f"{done:,} of {total:,}"] if total else []
    told.append(duration_text(seconds))
    left = remaining(seconds, done, total) if total else None
    if left is not None:
        told.append(f"about {duration_text(left)} left")
    end = "It will finish." if too_late else "F12 cancels."
    return f"{what}: {', '.join(told)}. {end}"


def canceled_text(what: str) -> str:
    """What is said where F12 canceled the work."""
    return f"{what} canceled. Nothing was changed."


def too_late_text(what: str) -> str:
    """What is said where the work can no longer be canceled."""
    return f"{what} can no longer be canceled: the change is being stored. It will finish."
