"""The look into a picture, in the child process of `inspection`: it is drawn anew.

What is hidden in the file is not written again: place, camera, thumbnails, comments, a second file
behind the first. Only the turn that a camera notes is kept, so that nobody stands on their head.
"""

import io
import warnings
from typing import Any, Final

from PIL import Image

from grants.documents.file_type import FileType
from grants.documents.inspection import MOST_MEGAPIXELS, Inside, Verdict

PIXELS_PER_MEGAPIXEL: Final = 1_000_000
FORMATS: Final = {FileType.PNG: "PNG", FileType.JPEG: "JPEG"}
ORIENTATION: Final = 0x0112
UPRIGHT: Final = 1
SAVING: Final[dict[FileType, dict[str, Any]]] = {
    FileType.PNG: {"compress_level": 4},
    FileType.JPEG: {"quality": 92},
}
AS_IT_CAME: Final = {"quality": "keep"}
"""A plain JPEG is written with its own tables: as sharp as before, and no larger."""


def look_into_image(kind: FileType, content: bytes) -> Inside:
    """The picture written anew, if it can be read and is not larger than it may be."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before anything is unpacked
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as picture:
            width, height = picture.size
            if width * height > MOST_MEGAPIXELS * PIXELS_PER_MEGAPIXEL:
                return Inside(Verdict.HEAVY)
            return Inside(Verdict.FINE, content=_anew(kind, picture))
    except (OSError, ValueError, SyntaxError, OverflowError, EOFError):
        return Inside(Verdict.DAMAGED)


def _anew(kind: FileType, picture: Image.Image) -> bytes:
    turn = picture.getexif().get(ORIENTATION, UPRIGHT)
    picture.load()
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    exif = Image.Exif()
    if turn != UPRIGHT:
        exif[ORIENTATION] = turn
    written = io.BytesIO()
    saving = AS_IT_CAME if picture.format == FORMATS[FileType.JPEG] else SAVING[kind]
    picture.save(written, FORMATS[kind], exif=exif, **saving)
    return written.getvalue()
