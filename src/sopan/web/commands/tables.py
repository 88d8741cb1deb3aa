"""The tables that a backup holds, and their rows as JSON that is the same for each database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models

Model = type[models.Model]

LEFT_OUT = frozenset({"sessions.session", "usersessions.usersession"})
"""Who is signed in now: after a restore people sign in again."""
READ_AT_ONCE = 500


def all_models(known: Apps = apps) -> list[Model]:
    """Every model with a table of its own, joining tables too; those of today, or of `known`."""
    found = known.get_models(include_auto_created=True)
    return [m for m in found if m._meta.managed and not m._meta.proxy]


def kept_models(known: Apps = apps) -> list[Model]:
    """Those that a backup holds, each after what its rows point to."""
    found = {m._meta.label_lower: m for m in all_models(known)}
    kept = {name: model for name, model in found.items() if name not in LEFT_OUT}
    needed = {name: sorted(_needed(model) & kept.keys()) for name, model in kept.items()}
    return [kept[name] for name in TopologicalSorter(needed).static_order()]


def _needed(model: Model) -> set[str]:
    """The models that rows of this one point to; a table may point to itself."""
    pointed = {f.related_model._meta.label_lower for f in fields(model) if f.related_model}
    return pointed - {model._meta.label_lower}


def fields(model: Model) -> list[Any]:
    return list(model._meta.local_concrete_fields)


# Out


def lines(model: Model) -> Iterator[bytes]:
    """The rows of a table in the order of their keys, a line each, a part at a time."""
    columns = fields(model)
    rows = model._base_manager.order_by("pk").values_list(*(f.attname for f in columns))
    for row in rows.iterator(chunk_size=READ_AT_ONCE):
        written = {f.column: _plain(value) for f, value in zip(columns, row, strict=True)}
        yield _line(written)


def _line(row: Mapping[str, Any]) -> bytes:
    """Keys sorted, also within JSON values, which databases keep in different orders."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _plain(value: Any) -> Any:
    """A value as JSON; `_of_plain` knows by the field what it was."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value


# In


class Loader:
    """Puts lines into a table as they are: no default, no time of today, no signal."""

    def __init__(self, model: Model) -> None:
        self.fields = fields(model)
        quote = connection.ops.quote_name
        names = ", ".join(quote(f.column) for f in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        self.statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"

    def load(self, batch: list[bytes]) -> None:
        rows = [self._values(json.loads(line)) for line in batch]
        with connection.cursor() as cursor:
            cursor.executemany(self.statement, rows)

    def _values(self, row: Mapping[str, Any]) -> list[Any]:
        return [_prepared(f, row[f.column]) for f in self.fields]


def _prepared(field: Any, written: Any) -> Any:
    value = _of_plain(field, written)
    if value is None and not field.null:  # The JSON value null.
        return field.get_db_prep_value(value, connection)
    return field.get_db_prep_save(value, connection)


def _of_plain(field: Any, written: Any) -> Any:
    kind = field.target_field if field.is_relation else field
    if written is None or isinstance(kind, models.JSONField):
        return written
    if isinstance(kind, models.BinaryField):
        return base64.b64decode(written)
    if isinstance(kind, models.DurationField):
        return timedelta(seconds=written)
    return kind.to_python(written)
