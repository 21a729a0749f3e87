"""Proof that opening a page writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection


@contextmanager
def lecture_seule() -> Iterator[None]:
    """Inside, a statement that is not a SELECT fails the test."""

    def refuser(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip(" (").upper().startswith("SELECT"):
            pytest.fail(f"une page qui s’ouvre a écrit : {sql[:120]}", pytrace=False)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuser):
        yield
