"""The seal beside a file that is no PDF: a signature of its bytes in a file of its own (CMS).

Anybody can check it with a common tool, without this program: `openssl cms -verify`.
"""

import asyncio
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from grants.documents.seal import Seal, SealFound, common_name

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


def seal_beside(seal: Seal, content: bytes) -> bytes:
    """The signature of these bytes, as DER."""
    signed = asyncio.run(
        seal.signer.async_sign_general_data(content, digest_algorithm="sha256", detached=True)
    )
    return bytes(signed.dump())


def find_seal_beside(
    content: bytes, signature: bytes, trusted: "Iterable[Certificate]"
) -> SealFound:
    """What the signature says of these bytes, judged without asking anybody else.

    Raises ValueError when it is no signature, and ImportError where the libraries are missing.
    """
    from asn1crypto.cms import ContentInfo  # noqa: PLC0415
    from pyhanko.sign.general import SignedDataCerts, extract_certificate_info  # noqa: PLC0415
    from pyhanko.sign.validation import async_validate_detached_cms  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it finds is said in a sentence
    try:
        signed = ContentInfo.load(signature, strict=True)["content"]
        certificates: SignedDataCerts = extract_certificate_info(signed)
        status = asyncio.run(
            async_validate_detached_cms(
                content, signed,
                signer_validation_context=ValidationContext(
                    trust_roots=list(trusted), allow_fetching=False
                ),
            )
        )  # fmt: skip
    except Exception as unreadable:  # each layer of the libraries has errors of its own
        raise ValueError(str(unreadable)) from unreadable
    signer = certificates.signer_cert
    return SealFound(
        by=common_name(signer),
        fingerprint=str(signer.sha256.hex()),
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
    )
