"""Settings from the environment, checked at start; secrets are made in the instance folder at first start."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

MEGABYTE = 1024 * 1024
HOST_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
ROOT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):
    """A setting cannot be used; the message says which one and what to write instead."""


@dataclass(frozen=True)
class Seal:
    """The institution's key that seals certificates: in a PKCS#12 file, or in a token reached by a PKCS#11 module."""

    file: Path | None = None
    module: Path | None = None
    token: str = ""
    label: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """What an operator can decide. Sizes are bytes, times seconds; a space of the installation has a slug and the settings of its root."""

    instance: Path
    database_url: str
    base_url: str
    port: int
    smtp_url: str
    mail_from: str
    proxies: int
    hosts: tuple[str, ...] = ()
    mail_reply_to: str = ""
    mail_rate: int = 60
    clamd_url: str = ""
    seal: "Seal | None" = None
    trust_roots: Path | None = None
    max_upload: int = 50 * MEGABYTE
    max_form: int = 2 * MEGABYTE
    sign_in_hours: int = 12
    pool: int = 32
    schema: str = ""
    slug: str = ""
    mount: str = ""
    root: "Settings | None" = None

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file of the instance folder."""
        return self.database_url.startswith("sqlite")

    @property
    def is_https(self) -> bool:
        """Whether people reach the portal by https; decides the cookies' Secure mark."""
        return urlsplit(self.base_url).scheme == "https"


def from_environment(environ: "os._Environ[str] | dict[str, str]" = os.environ) -> Settings:
    """The settings of this process; BadSetting names the variable that is wrong."""
    instance = Path(environ.get("P4COMP_INSTANCE") or ROOT / "instance").resolve()
    port = _number(environ, "PORT", 8000)
    return Settings(
        instance=instance,
        database_url=_database_url(environ.get("DATABASE_URL", ""), instance),
        base_url=_base_url(environ.get("P4COMP_BASE_URL", ""), port),
        port=port,
        smtp_url=environ.get("SMTP_URL", ""),
        mail_from=environ.get("P4COMP_MAIL_FROM", "Portal Kompetisi P4 <portal@p4.invalid>"),
        proxies=_number(environ, "P4COMP_PROXIES", 0),
        hosts=_hosts(environ.get("P4COMP_HOSTS", "")),
        mail_reply_to=environ.get("P4COMP_MAIL_REPLY_TO", ""),
        mail_rate=_number(environ, "P4COMP_MAIL_RATE", 60, least=1),
        clamd_url=_clamd_url(environ.get("CLAMD_URL", "")),
        seal=_seal(environ),
        trust_roots=_path(environ, "P4COMP_TRUST_ROOTS"),
    )


def _number(environ: "os._Environ[str] | dict[str, str]", name: str, default: int, *, least: int = 0) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or int(text) < least:
        raise BadSetting(f"{name} harus berupa bilangan bulat{f', paling sedikit {least}' if least else ''}, bukan {text!r}.")
    return int(text)


def _path(environ: "os._Environ[str] | dict[str, str]", name: str) -> Path | None:
    path = Path(environ[name]) if environ.get(name) else None
    if path is not None and not path.is_file():
        raise BadSetting(f"{name}: berkas {str(path)!r} tidak ada.")
    return path


def _seal(environ: "os._Environ[str] | dict[str, str]") -> Seal | None:
    file, module = _path(environ, "P4COMP_SEAL_FILE"), _path(environ, "P4COMP_SEAL_PKCS11")
    if file and module:
        raise BadSetting("Isi salah satu saja: P4COMP_SEAL_FILE (berkas PKCS#12) atau P4COMP_SEAL_PKCS11 (modul token).")
    if not file and not module:
        return None
    token, label = environ.get("P4COMP_SEAL_TOKEN", ""), environ.get("P4COMP_SEAL_LABEL", "")
    if module and not (token and label):
        raise BadSetting("P4COMP_SEAL_PKCS11 perlu P4COMP_SEAL_TOKEN (label token) dan P4COMP_SEAL_LABEL (label kunci).")
    kept = _path(environ, "P4COMP_SEAL_SECRET_FILE")
    return Seal(file, module, token, label, kept.read_text("utf-8").strip() if kept else environ.get("P4COMP_SEAL_SECRET", ""))


def _database_url(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'p4.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    if url.startswith(("postgresql+psycopg://", "sqlite:///")):
        return url
    raise BadSetting("DATABASE_URL harus diawali postgresql:// atau sqlite:///.")


def _clamd_url(url: str) -> str:
    parts = urlsplit(url)
    if not url or (parts.scheme == "unix" and parts.path) or (parts.scheme == "tcp" and parts.hostname and parts.port):
        return url
    raise BadSetting("CLAMD_URL harus berupa unix:/jalur/clamd.sock atau tcp://host:port.")


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(text.lower().replace(",", " ").split())
    for one in names:
        if not set(one) <= HOST_SIGNS:
            raise BadSetting(f"P4COMP_HOSTS hanya berisi nama tanpa port, dipisah koma, misalnya p4.example.go.id; bukan {one!r}.")
    return names


def _base_url(url: str, port: int) -> str:
    url = url or f"http://127.0.0.1:{port}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise BadSetting("P4COMP_BASE_URL harus berupa alamat lengkap, misalnya https://p4.example.go.id.")
    return url.rstrip("/")


def secret(instance: Path, name: str) -> bytes:
    """A key of 32 random bytes, made once in `instance/keys/` and readable by its owner only."""
    path = instance / "keys" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text("ascii"))
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text("ascii"))
