"""A seal for the demo: an authority for certificates that nobody but the demo trusts, and its key.

Made at the first start and kept beside the files, so that letters of yesterday still prove right.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

ROOT_NAME: Final = "Prüfzertifikate der Vorführung (Muster)"
NAME: Final = "Siegel der Vorführung (Muster)"
PASSWORD: Final = "muster"  # noqa: S105 - the key proves nothing outside of the demo
VALID_FOR: Final = timedelta(days=3650)


def seal_file(folder: Path) -> Path:
    """The PKCS#12 file of the demo's seal; it is made when it is not there."""
    place = folder / "siegel.p12"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        half_done = place.with_suffix(".new")
        half_done.write_bytes(new_seal(datetime.now(UTC)))
        half_done.replace(place)
    return place


def new_seal(now: datetime, name: str = NAME) -> bytes:
    """A new key with its certificate and the one that vouches for it, as a PKCS#12 file."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _named(ROOT_NAME)
    root = (
        _certificate(root_name, root_name, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, SHA256())
    )
    own = (
        _certificate(_named(name), root_name, key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .sign(root_key, SHA256())
    )
    closed = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(NAME.encode(), key, own, [root], closed)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    name: x509.Name, by: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder(subject_name=name, issuer_name=by, public_key=key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + VALID_FOR)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
