"""Speaking the protocol of uploads that come piece by piece."""

from base64 import b64encode

from sqlalchemy import select

from p4comp.core import db
from p4comp.core.resumable import Upload
from p4comp.entries.models import Evidence

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {"Content-Type": "application/offset+octet-stream"}


def metadata(target, name="surat.pdf", purpose="bukti"):
    told = {"filename": name, "purpose": purpose, "target": target}
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())


def begin(me, target, length, status=201, token=True, **told):
    """Open an upload; its address."""
    heads = TUS | {"Upload-Length": str(length), "Upload-Metadata": metadata(target, **told)}
    answer = me.send("POST", "/unggahan", status=status, headers=heads | ({"X-CSRFToken": me.token()} if token else {}))
    return answer.headers.get("Location") if status == 201 else answer


def send(me, url, offset, content, status=204, **heads):
    wanted = TUS | PIECE | {"Upload-Offset": str(offset), "X-CSRFToken": me.token()} | heads
    return me.send("PATCH", url, status=status, data=content, headers=wanted)


def come(me, url, status=200):
    return me.send("HEAD", url, status=status, headers=TUS).headers.get("Upload-Offset")


def files():
    return [(one.indicator, one.name, one.sha256) for one in db.everything(select(Evidence))]


def left(app):
    return sorted(path.name for path in app.extensions["store"].folder.glob("*-*"))


def upload_of(url):
    db.session().expire_all()
    return db.session().get(Upload, url.rpartition("/")[2])
