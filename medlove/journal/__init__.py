"""Who did what, when, on how many rows: written once, bound together, never changed.

`consigner` is the one door in; `purger` the one door out.
"""

from medlove.journal.services import consigner, purger

__all__ = ["consigner", "purger"]
