"""The database itself refuses to change or remove events, and to move a head otherwise than on.

A later migration that alters the table on SQLite makes it anew and loses its triggers: it must end
with `guard` again. The tests try each refusal after all migrations.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = {
    "trail_event_kept": """
        CREATE TRIGGER trail_event_kept BEFORE DELETE ON trail_event
        BEGIN SELECT RAISE(ABORT, 'trail: events are never removed'); END""",
    "trail_event_unchanged": """
        CREATE TRIGGER trail_event_unchanged BEFORE UPDATE ON trail_event
        BEGIN SELECT RAISE(ABORT, 'trail: events are never changed'); END""",
    # INSERT OR REPLACE takes the old row away without asking the triggers on DELETE.
    "trail_event_not_replaced": """
        CREATE TRIGGER trail_event_not_replaced BEFORE INSERT ON trail_event
        WHEN EXISTS (
            SELECT 1 FROM trail_event e WHERE e.id = NEW.id
            OR (e.government_id = NEW.government_id AND e.number = NEW.number))
        BEGIN SELECT RAISE(ABORT, 'trail: events are never changed'); END""",
    "trail_head_kept": """
        CREATE TRIGGER trail_head_kept BEFORE DELETE ON trail_head
        BEGIN SELECT RAISE(ABORT, 'trail: a head is never removed'); END""",
    "trail_head_not_replaced": """
        CREATE TRIGGER trail_head_not_replaced BEFORE INSERT ON trail_head
        WHEN EXISTS (SELECT 1 FROM trail_head h WHERE h.government_id = NEW.government_id)
        BEGIN SELECT RAISE(ABORT, 'trail: a head is made once'); END""",
    "trail_head_forward": """
        CREATE TRIGGER trail_head_forward BEFORE UPDATE ON trail_head
        WHEN NEW.number IS NOT OLD.number + 1 OR NEW.government_id IS NOT OLD.government_id
        BEGIN SELECT RAISE(ABORT, 'trail: a head moves on by one'); END""",
}

POSTGRES = (
    """
    CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'trail: rows of % are never changed or removed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """
    CREATE TRIGGER trail_event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_event
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()""",
    """
    CREATE TRIGGER trail_head_kept BEFORE DELETE OR TRUNCATE ON trail_head
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()""",
    """
    CREATE TRIGGER trail_head_forward BEFORE UPDATE ON trail_head FOR EACH ROW
    WHEN (NEW.number IS DISTINCT FROM OLD.number + 1
          OR NEW.government_id IS DISTINCT FROM OLD.government_id)
    EXECUTE FUNCTION trail_refuse()""",
)


def guard(connection: BaseDatabaseWrapper) -> None:
    made = POSTGRES if connection.vendor == "postgresql" else tuple(SQLITE.values())
    _run(connection, made)


def unguard(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "postgresql":
        _run(connection, ("DROP FUNCTION trail_refuse() CASCADE",))
    else:
        _run(connection, tuple(f"DROP TRIGGER {name}" for name in SQLITE))


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def forward(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    guard(editor.connection)


def backward(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    unguard(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [migrations.RunPython(forward, backward)]
