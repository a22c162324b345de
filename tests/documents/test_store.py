"""Files are kept whole, under names nobody can guess."""

import pytest

from grants.documents.store import NoSuchFile, Store


@pytest.fixture(params=["memory", "folder"])
def store(request, tmp_path):
    return Store.in_memory() if request.param == "memory" else Store.at(str(tmp_path / "files"))


def test_what_was_put_away_comes_back(store):
    key = store.put(b"letter")

    assert store.get(key) == b"letter"


def test_the_same_content_gets_another_name(store):
    assert store.put(b"letter") != store.put(b"letter")


def test_a_forgotten_file_is_gone_and_may_be_forgotten_twice(store):
    key = store.put(b"letter")

    store.delete(key)
    store.delete(key)

    with pytest.raises(NoSuchFile):
        store.get(key)


def test_a_key_cannot_leave_the_folder(tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    store = Store.at(str(tmp_path / "files"))

    with pytest.raises((NoSuchFile, ValueError)):
        store.get("../secret")


def test_a_folder_holds_nothing_but_whole_files(tmp_path):
    store = Store.at(str(tmp_path / "files"))
    keys = {store.put(bytes(100_000)) for _ in range(5)}

    kept = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]

    assert {path.relative_to(tmp_path / "files").as_posix() for path in kept} == keys
    assert {path.stat().st_size for path in kept} == {100_000}


def test_a_file_from_disk_comes_back_in_pieces_none_of_them_the_whole(tmp_path):
    content = bytes(range(256)) * (12 << 12)
    place = tmp_path / "large"
    place.write_bytes(content)
    store = Store.at(str(tmp_path / "files"))

    pieces = list(store.chunks(store.put_file(place), 1 << 20))

    assert b"".join(pieces) == content
    assert len(pieces) > 4


def test_pieces_of_a_file_that_is_not_there_are_refused_at_once():
    with pytest.raises(NoSuchFile):
        Store.in_memory().chunks("aa/nothing", 1 << 20)
