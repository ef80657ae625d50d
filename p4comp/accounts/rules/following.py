"""Where somebody may be sent on to after signing in."""

from urllib.parse import unquote


def is_within(path: str, mount: str, spaces: str) -> bool:
    """Whether a path, as a browser will read it, lies under `mount`; at the root, whose mount is empty, not under the path of `spaces`.

    Browsers take a backslash for a slash and resolve dots; the server decodes what is encoded. A path that needs any of it is not ours.
    """
    plain = unquote(path.partition("?")[0].partition("#")[0]).replace("\\", "/")
    pieces = plain.split("/")
    is_straight = path.isprintable() and "//" not in plain and not {".", ".."} & set(pieces)
    return is_straight and plain.startswith(f"{mount}/") and (bool(mount) or not plain.startswith(f"{spaces}/"))
