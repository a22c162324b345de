"""A sealed letter says whose it is, keeps its standards, and no byte of it can change unnoticed."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from grants.demo.seal import NAME, PASSWORD, new_seal
from grants.documents.printing import prepare, print_document
from grants.documents.seal import BadSeal, find_seal, read_seal
from tests.documents.samples import an_award_letter
from tests.documents.verapdf import broken_rules


def a_seal(folder, name=NAME):
    place = folder / f"{name[:6]}.p12"
    place.write_bytes(new_seal(datetime.now(UTC), name))
    return read_seal(place, PASSWORD)


@pytest.fixture(scope="module")
def plain():
    return print_document(prepare(an_award_letter()))


@pytest.fixture
def seal(tmp_path):
    return a_seal(tmp_path)


def test_a_sealed_letter_keeps_its_bytes_and_both_standards(plain, seal):
    sealed = seal.put_on(plain)

    assert sealed.startswith(plain)
    assert broken_rules(sealed, "3a") == []
    assert broken_rules(sealed, "ua1") == []
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        assert "bescheid.json" in pdf.attachments


def test_the_seal_names_its_owner_and_is_trusted_by_whoever_trusts_its_authority(plain, seal):
    found = find_seal(seal.put_on(plain), seal.chain)

    assert (found.by, found.fingerprint) == (NAME, seal.fingerprint)
    assert (found.intact, found.trusted) == (True, True)


def test_no_byte_can_change_unnoticed(plain, seal):
    sealed = bytearray(seal.put_on(plain))
    for place in (len(plain) // 3, len(plain) // 2, len(plain) - 40):
        changed = bytes(sealed[:place]) + bytes([sealed[place] ^ 1]) + bytes(sealed[place + 1 :])
        try:
            assert not find_seal(changed, seal.chain).intact
        except ValueError:
            continue  # not even a PDF any more


def test_what_is_written_after_the_seal_breaks_it(plain, seal):
    sealed = seal.put_on(plain)
    assert not find_seal(sealed + b"\n% one more line\n", seal.chain).intact


def test_a_seal_of_the_same_name_by_somebody_else_is_not_trusted(plain, seal, tmp_path):
    forged = a_seal(tmp_path / ".." / tmp_path.name).put_on(plain)
    found = find_seal(forged, seal.chain)

    assert (found.by, found.intact, found.trusted) == (NAME, True, False)
    assert found.fingerprint != seal.fingerprint


def test_a_letter_without_a_seal_says_so(plain, seal):
    assert find_seal(plain, seal.chain).says.de == "Die Datei trägt kein Siegel."


@pytest.mark.parametrize("content", [b"", b"Hallo", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(ValueError, match=r"\w"):
        find_seal(content, [])


def test_a_key_that_cannot_be_opened_is_named(tmp_path):
    place = tmp_path / "key.p12"
    place.write_bytes(new_seal(datetime.now(UTC)))
    (tmp_path / "text.p12").write_text("no key")

    for path, password in ((place, "wrong"), (tmp_path / "text.p12", ""), (tmp_path / "no", "")):
        with pytest.raises(BadSeal, match=path.name):
            read_seal(path, password)
