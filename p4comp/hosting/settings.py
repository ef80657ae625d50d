"""The settings of a space, derived from those of its root: what must be apart is its own, the rest is the operator's."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import make_url

from p4comp.config import BadSetting, Seal, Settings
from p4comp.core import schemas
from p4comp.core.spaces import FOLDER, Space

WARM = {"sqlite": 2, "postgresql": 1}  # connections each process keeps open for a space; the others close after use


def schema(slug: str) -> str:
    """The PostgreSQL schema of a space; no slug holds an underscore, so no two share one."""
    return schemas.PREFIX + slug.replace("-", "_")


def of_space(root: Settings, space: Space) -> Settings:
    """What a space runs by."""
    instance = root.instance / FOLDER / space.slug
    return replace(
        root,
        instance=instance,
        database_url=f"sqlite:///{instance / 'p4.sqlite'}" if root.is_sqlite else _in_schema(root.database_url, schema(space.slug)),
        base_url=space.domain or root.base_url + space.mount,
        mail_from=_sender(root.mail_from, space),
        mail_reply_to=space.mail_reply_to,
        seal=_seal(space, instance),
        proxies=0,  # the root has read already what they say
        pool=WARM["sqlite" if root.is_sqlite else "postgresql"],
        schema="" if root.is_sqlite else schema(space.slug),
        slug=space.slug,
        mount=space.mount,
        root=root,
    )


def _in_schema(url: str, name: str) -> str:
    """The address of the same database, every connection of which sees this schema and no other; the operator's own options stay."""
    address = make_url(url)
    said = address.query.get("options", ())
    own = (said,) if isinstance(said, str) else said
    options = " ".join((*own, f"-csearch_path={name}"))  # of two of a kind the last one holds
    return address.update_query_dict({"options": options}).render_as_string(hide_password=False)


def _sender(own: str, space: Space) -> str:
    """The space's name before its address, or before the portal's where it has none."""
    address = space.mail_from or own.rpartition("<")[2].rstrip("> ")
    name = space.house.portal.replace("\\", "").replace('"', "")
    return f'"{name}" <{address}>'


def _seal(space: Space, instance: Path) -> Seal | None:
    """A space never seals with the key of another: its own PKCS#12 file, or a test key of its own."""
    file, secret = (instance / one if one else None for one in space.seal)
    for one in (file, secret):
        if one is not None and not one.is_file():
            raise BadSetting(f"segel ruang {space.slug}: berkas {str(one)!r} tidak ada.")
    return Seal(file=file, secret=secret.read_text("utf-8").strip() if secret else "") if file else None
