"""A person at a browser without a screen: the test client, with every page inspected."""

from flask import has_request_context
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event

from p4comp.core import db
from tests import factories, pages


class Statements(list):
    """SQL statements in order; `len(…)` counts them all."""

    @property
    def selects(self):
        """Those that read."""
        return [one for one in self if one.lstrip().upper().startswith(("SELECT", "WITH"))]


class Watch:
    """Notes every statement of an application's engine, while somebody listens."""

    def __init__(self, engine):
        self.ears = []
        event.listen(engine, "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, statement, _parameters, _context, _many):
        for ear, only_requests in self.ears:
            if not only_requests or has_request_context():
                ear.append(statement)

    def __call__(self, *, only_requests=False):
        return _Listening(self, only_requests)


class _Listening:
    def __init__(self, watch, only_requests):
        self.watch, self.pair = watch, (Statements(), only_requests)

    def __enter__(self):
        self.watch.ears.append(self.pair)
        return self.pair[0]

    def __exit__(self, *_error):
        self.watch.ears = [pair for pair in self.watch.ears if pair is not self.pair]


class Browser:
    """The portal as one person sees it. What the test has made so far is committed before each request."""

    def __init__(self, app, person=None):
        self.app = app
        self.client = app.test_client()
        self.person = person
        self.last = None
        if person is not None:
            factories.sign_in(self.client, person)
            db.commit()

    def get(self, path, *, status=200, query=None, headers=None):
        """Open a page."""
        return self._open("GET", path, status, query_string=query, headers=headers)

    def post(self, path, data=None, *, status=303, token=True, json=None, headers=None, query=None):
        """Send a form (files as `factories.upload()`), with the token of this browser unless `token=False`."""
        data, headers = dict(data or {}), dict(headers or {})
        if token and json is None:
            data.setdefault("csrf_token", self.token())
        elif token:
            headers.setdefault("X-CSRFToken", self.token())
        body = {"json": json} if json is not None else {"data": {key: value for key, value in data.items() if value is not None}}
        return self._open("POST", path, status, query_string=query, headers=headers, **body)

    def send(self, method, path, *, status=None, **options):
        """Any other request, without a token."""
        return self._open(method, path, status, **options)

    def token(self):
        """A token against forged requests that fits this browser's session."""
        with self.client.session_transaction() as cookie:
            raw = cookie.setdefault("csrf_token", "t" * 40)
        return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(raw)

    def _open(self, method, path, status, **options):
        db.commit()
        watch = self.app.extensions["test_watch"]
        with self.app.app_context(), watch(only_requests=True) as taken:
            response = self.client.open(path, method=method, buffered=True, **options)
        self.last = pages.read(response, path=path, status=status, browser=self, queries=taken)
        return self.last
