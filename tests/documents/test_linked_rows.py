"""Rows of a package are read line by line, however long a stranger makes a line."""

import pytest

from grants.documents.linked_rows import LONGEST, BrokenRow, lines_of, linked, read_linked

ROWS = [{"act": "submit", "number": 1}, {"act": "größer", "number": 2}, {"act": "", "number": 3}]


@pytest.mark.parametrize("at_once", [1, 7, 10_000])
def test_rows_come_back_whatever_pieces_their_file_is_read_in(at_once):
    content = b"".join(linked(ROWS))
    pieces = (content[at : at + at_once] for at in range(0, len(content), at_once))
    assert list(read_linked(lines_of(pieces))) == ROWS


def test_a_line_without_an_end_is_given_up_before_it_fills_the_memory():
    read = []

    def endless():
        yield next(linked(ROWS))
        while len(read) * 1_000_000 < 2 * LONGEST:
            read.append(1)
            yield b" " * 1_000_000

    with pytest.raises(BrokenRow) as broken:
        list(lines_of(endless()))
    assert broken.value.line == 2
    assert len(read) <= LONGEST // 1_000_000 + 1
