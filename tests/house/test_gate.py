"""What holds for the application as a whole."""

import pytest

from p4comp.core.access import SAFE
from p4comp.core.page_cache import PageCache

pytestmark = pytest.mark.sqlite


def test_every_view_says_who_may_reach_it(app):
    assert set(app.extensions["access"]) == set(app.view_functions)


def test_endpoints_are_named_after_their_feature_and_view(app):
    strays = [
        f"{endpoint} → {view.__module__}.{view.__name__}"
        for endpoint, view in app.view_functions.items()
        if "." in endpoint and not _fits(endpoint, view)
    ]
    assert strays == []


def _fits(endpoint, view):
    feature, _, called = endpoint.partition(".")
    return view.__module__.startswith(f"p4comp.{feature}.") and called == view.__name__


def test_every_unsafe_view_is_checked_for_forged_requests(app):
    open_doors = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if set(rule.methods or ()) - SAFE and not app.extensions["access"][rule.endpoint].csrf
    }
    assert {endpoint for endpoint in open_doors if ".api" not in endpoint and not endpoint.startswith("api.")} == set()


def test_nothing_changes_by_put_or_delete(app):
    """But for files that come piece by piece, whose protocol says so."""
    found = {rule.endpoint for rule in app.url_map.iter_rules() if {"PUT", "DELETE", "PATCH"} & set(rule.methods or ())}
    assert found == {"accounts.continue_upload", "accounts.drop_upload"}


def test_only_public_pages_are_cached(app):
    assert [name for name, access in app.extensions["access"].items() if access.seconds and access.policy is not None] == []


def test_cookies_are_kept_from_scripts_and_other_sites(app):
    assert app.config["SESSION_COOKIE_HTTPONLY"]
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_the_cache_stands_before_the_application(app):
    assert isinstance(app.extensions["page_cache"], PageCache)


def test_templates_stop_at_what_is_not_there(app):
    with pytest.raises(Exception, match="tiada"):
        app.jinja_env.from_string("{{ tiada }}").render()


def test_templates_escape_what_people_type(app):
    template = app.jinja_env.get_template("errors/error.html")
    assert app.jinja_env.autoescape is True or app.jinja_env.autoescape(template.name)


def test_addresses_are_indonesian_words(app):
    """Small letters, digits and hyphens; English words of the trade would show here."""
    english = {
        "login",
        "logout",
        "user",
        "users",
        "entry",
        "entries",
        "submit",
        "edit",
        "delete",
        "settings",
        "search",
        "new",
        "results",
        "certificate",
    }
    words = {
        word for rule in app.url_map.iter_rules() if rule.endpoint != "static" for word in rule.rule.split("/") if word and "<" not in word
    }
    assert words & english == set()
