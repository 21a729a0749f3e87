"""Proof that opening a page writes nothing, but for the line that a reading leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

JOURNAL = 'INSERT INTO "MEDLOVE_JOURNAL"'


@contextmanager
def lecture_seule() -> Iterator[None]:
    """Inside, a statement that is not a SELECT fails the test, but for a line of the journal:
    which pages leave one is in tests/medlove/journal/test_portes.py."""

    def refuser(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip(" (").upper().startswith(("SELECT", JOURNAL)):
            pytest.fail(f"une page qui s’ouvre a écrit : {sql[:120]}", pytrace=False)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuser):
        yield
