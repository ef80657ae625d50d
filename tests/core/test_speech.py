"""A request is answered in the language it asks for, where a room has taught its words; nobody else's changes."""

import pytest
from flask_babel import get_locale
from flask_babel import gettext as _

from p4comp.core import speech, words

pytestmark = pytest.mark.sqlite


def test_taught_words_are_said_once_asked_for_and_others_stay_indonesian(app):
    speech.teach("en", {"Uji kata": "Test of words"})
    with app.app_context(), app.test_request_context():
        assert (_("Uji kata"), str(get_locale())) == ("Uji kata", "id")
        speech.speak("en")
        assert (_("Uji kata"), _("Uji lain"), str(get_locale())) == ("Test of words", "Uji lain", "en")
        assert words.number(1294) == "1,294"
    with app.app_context(), app.test_request_context():
        assert (_("Uji kata"), str(get_locale()), words.number(1294)) == ("Uji kata", "id", "1.294")
