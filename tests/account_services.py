"""Account services of institutions on loopback: a real OpenID provider as a process of its own, and one that lies as it is told."""

import hmac
import json
import socket
import subprocess
import sys
import threading
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "portal-p4"


def free_port():
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Provider:
    """A running provider; people are made by `knows`, and `consent` is a person pressing its button."""

    def __init__(self, issuer):
        self.issuer = issuer

    def knows(self, sub, **claims):
        """Let the provider know a person."""
        requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=5).raise_for_status()

    def consent(self, url, sub, **changed):
        """Sign in there as `sub`; what the browser brings back. `changed` falsifies what the portal had asked."""
        base, _, query = url.partition("?")
        asked = {key: values[0] for key, values in parse_qs(query).items()} | changed
        answer = requests.post(base, params=asked, data={"sub": sub}, allow_redirects=False, timeout=5)
        return {key: values[0] for key, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


@contextmanager
def real():
    """The provider as a process; it is ended by its id."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        found = Provider(f"http://127.0.0.1:{port}")
        _wait_for(found.issuer)
        yield found
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(issuer):
    for _ in range(100):
        try:
            requests.get(f"{issuer}/.well-known/openid-configuration", timeout=1)
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise TimeoutError(issuer)


def _by_hand(claims, secret):
    """A token signed with a shared secret, whatever the secret is."""
    parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in ({"alg": "HS256"}, claims)]
    signature = urlsafe_b64encode(hmac.digest(secret, b".".join(parts), "sha256")).rstrip(b"=")
    return b".".join([*parts, signature]).decode()


KEY = RSAKey.generate_key(2048, {"kid": "satu"})


class Liar:
    """A provider whose every answer the test writes: `claims`, `key`, `header`, `metadata`; `asked` are the paths it was asked for."""

    def __init__(self):
        self.key = KEY
        self.signer, self.header, self.claims, self.metadata, self.token = self.key, {"alg": "RS256", "kid": "satu"}, {}, {}, None
        self.asked, self.moved, self.nonce = [], {}, ""
        liar = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                liar._answer(self)

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                liar._answer(self)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def _answer(self, request):
        path = urlsplit(request.path).path
        self.asked.append(path)
        if path in self.moved:
            request.send_response(302)
            request.send_header("Location", self.moved[path])
            request.end_headers()
            return
        body = {"/token": self._token, "/jwks": lambda: {"keys": [self.key.as_dict(private=False)]}}.get(path, self._metadata)()
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        request.send_response(200)
        request.end_headers()
        request.wfile.write(sent)

    def _metadata(self):
        here = {"issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/auth"}
        return here | {"token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/jwks"} | self.metadata

    def _token(self):
        now = int(time.time())
        true = {"iss": self.issuer, "aud": CLIENT, "sub": "s-1", "iat": now, "exp": now + 300, "nonce": self.nonce}
        claims = true | {"email": "sari@uji.go.id", "email_verified": True} | self.claims
        claims = {key: value for key, value in claims.items() if value is not None}
        token = self.token or (
            jwt.encode(self.header, claims, self.signer) if self.signer else _by_hand(claims, self.key.as_pem(private=False))
        )
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}

    def shared_secret(self):
        """Sign as if the public key were a shared secret."""
        self.signer = None

    def close(self):
        """Stop answering."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
