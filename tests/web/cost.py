"""What a page costs, and the most that it may."""

from sqlalchemy import event

MOST_STATEMENTS = 8
MOST_BYTES = 60_000


def statements(session, ask):
    """The answer, and the statements that it took."""
    seen = []
    connection = session.connection()

    def note(_connection, _cursor, statement, *_more):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    answer = ask()
    event.remove(connection, "before_cursor_execute", note)
    return answer, seen
