"""How a command ends: its code, and the error that is a user's own mistake."""

from __future__ import annotations

DONE, LEFT_OVER, WRONG_USE, BROKEN = 0, 1, 2, 3


class WrongUseError(Exception):
    """The user asked for something that cannot be done; the message says what to do."""
