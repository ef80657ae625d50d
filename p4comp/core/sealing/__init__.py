"""The seal on documents of the portal: PAdES B-B by pyHanko, with a test key until the institution's own is configured."""

from p4comp.core.sealing.detached import certificate_pem, detached
from p4comp.core.sealing.keys import Identity, Key, current, init_app
from p4comp.core.sealing.placing import Permission
from p4comp.core.sealing.sealing import plain, seal

__all__ = ["Identity", "Key", "Permission", "certificate_pem", "current", "detached", "init_app", "plain", "seal"]
