"""Settings are checked at start; a wrong one is named."""

import stat
from pathlib import Path

import pytest

from p4comp.config import ROOT, BadSetting, from_environment, secret


def test_without_settings_the_portal_lives_in_its_instance_folder():
    found = from_environment({})
    assert found.instance == ROOT / "instance"
    assert found.database_url == f"sqlite:///{ROOT / 'instance' / 'p4.sqlite'}"
    assert (found.base_url, found.port, found.is_sqlite, found.is_https) == ("http://127.0.0.1:8000", 8000, True, False)


def test_every_setting_is_honoured(tmp_path):
    found = from_environment(
        {
            "P4COMP_INSTANCE": str(tmp_path),
            "PORT": "8123",
            "DATABASE_URL": "postgres://u@h/d",
            "P4COMP_BASE_URL": "https://p4.example.go.id/",
            "SMTP_URL": "smtp://localhost",
            "P4COMP_PROXIES": "1",
        }
    )
    assert (found.instance, found.port, found.proxies) == (tmp_path, 8123, 1)
    assert found.database_url == "postgresql+psycopg://u@h/d"
    assert (found.base_url, found.is_https, found.is_sqlite) == ("https://p4.example.go.id", True, False)


def test_the_port_is_part_of_the_default_address():
    assert from_environment({"PORT": "8123"}).base_url == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "delapan"),
        ("PORT", "-1"),
        ("P4COMP_PROXIES", "satu"),
        ("DATABASE_URL", "mysql://h/d"),
        ("P4COMP_BASE_URL", "p4.example.go.id"),
        ("P4COMP_BASE_URL", "ftp://p4.example.go.id"),
    ],
)
def test_a_wrong_setting_is_named(name, value):
    with pytest.raises(BadSetting, match=name):
        from_environment({name: value})


def test_a_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path):
    made = secret(tmp_path, "session.key")
    path = tmp_path / "keys" / "session.key"
    assert len(made) == 32
    assert secret(tmp_path, "session.key") == made
    assert secret(tmp_path, "audit.key") != made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
