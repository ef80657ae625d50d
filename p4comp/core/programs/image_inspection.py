"""Looks into one uploaded picture, as a program of its own: `python image_inspection.py FILE` prints a verdict.

A small file can say that it is a picture of a billion dots; memory and time are limited for this process alone.
"""

import resource
import sys

import pillow_heif
from PIL import Image

GOOD, BROKEN, HUGE = "good", "broken", "huge"
MOST_MEMORY = 1536 * 1024**2
MOST_SECONDS = 20
MOST_DOTS = 120_000_000
DRAFT = (1600, 1600)


def verdict(path: str) -> str:
    """Whether the picture can be drawn; its size is read before any of it is unpacked."""
    try:
        with Image.open(path, formats=("JPEG", "PNG", "HEIF")) as picture:
            if picture.width * picture.height > MOST_DOTS:
                return HUGE
            picture.draft("RGB", DRAFT)
            picture.load()
    except Exception:  # whatever a crafted file makes the library raise, MemoryError among it
        return BROKEN
    return GOOD


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    Image.MAX_IMAGE_PIXELS = None  # the limit is our own, above
    pillow_heif.register_heif_opener()
    sys.stdout.write(verdict(sys.argv[1]))
