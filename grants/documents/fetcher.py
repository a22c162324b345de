"""Where a document may get its parts: from the packaged files, and from nowhere else."""

from functools import cache

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from grants.documents.packaged import ASSETS

SCHEME = "asset:"
TYPES = {".svg": "image/svg+xml", ".ttf": "font/ttf"}


@cache
def packaged() -> dict[str, bytes]:
    """The drawings and fonts by name, read once in a process."""
    return {path.name: path.read_bytes() for path in ASSETS.iterdir() if path.suffix in TYPES}


class Assets(URLFetcher):  # type: ignore[misc]  # published without types
    """Serves `asset:name` from memory and refuses every other address.

    Some refusals are swallowed on the way (an image inside a drawing, for instance). They are
    kept in `refused`, so that whoever prints can fail afterwards.
    """

    def __init__(self, drawings: dict[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = packaged() | (drawings or {})
        self.refused: list[str] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The packaged file of this name.

        Raises FatalURLFetchingError for every other address; that ends the printing.
        """
        name = url.removeprefix(SCHEME)
        if name == url or name not in self.files:
            self.refused.append(url)
            raise FatalURLFetchingError(f"a document may not read {url}")
        kind = TYPES["." + name.rpartition(".")[2]]
        return URLFetcherResponse(url, self.files[name], {"Content-Type": kind})
