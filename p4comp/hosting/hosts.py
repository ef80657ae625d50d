"""The names an installation answers to: what a page says of its own address must never come from whoever asks for it."""

import ipaddress
import re
from urllib.parse import urlsplit

from p4comp.config import Settings

WELL_FORMED = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?")


def is_known(host: str, settings: Settings) -> bool:
    """Whether a request's Host is that of the base address or one of P4COMP_HOSTS; where the base address is local, any local name.

    No Host at all names nobody else: so do the health checks of proxies that speak HTTP/1.0.
    """
    if not host:
        return True
    name = _name(host)
    own = urlsplit(settings.base_url).hostname or ""
    if not name:
        return False
    return name == own or any(_fits(name, one) for one in settings.hosts) or (is_local(own) and is_local(name))


def _name(host: str) -> str:
    """The name without its port; empty when it is no name."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".") if WELL_FORMED.fullmatch(host) else ""
    except ValueError:  # brackets around what is no IPv6 address
        return ""


def _fits(name: str, known: str) -> bool:
    return name.endswith(known) if known.startswith(".") else name == known


def is_local(name: str) -> bool:
    """Whether a name leads nowhere outside: this machine, a neighbour without a domain, an address of a private net."""
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return "." not in name or name.endswith((".localhost", ".local"))
    return address.is_private or address.is_loopback
