"""Makes the provider's people and its client, then serves; prints its address first.

`python -m tests.web.oidc_provider.serve CALLBACK NAME:NIP:EMAIL:VERIFIED ...`
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

CLIENT, SECRET, PASSWORD = "sopan", "rahasia-klien", "kata-sandi-penyedia"


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


def serve(callback: str, people: list[str]) -> None:
    _make_key(Path(os.environ["OIDC_PROVIDER_FOLDER"]) / "key.pem")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.oidc_provider.settings"
    import django
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    django.setup()
    call_command("migrate", verbosity=0)
    _make_client(callback)
    for person in people:
        _make_person(*person.split(":"))
    application = get_wsgi_application()
    with make_server("127.0.0.1", 0, application, Server, Quiet) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()


def _make_key(path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    )


def _make_client(callback: str) -> None:
    from allauth.idp.oidc.models import Client

    client = Client(id=CLIENT, name="Sopan", scopes="openid\nprofile\nemail", skip_consent=True)
    client.set_redirect_uris([callback])
    client.set_secret(SECRET)
    client.save()


def _make_person(name: str, nip: str, email: str, verified: str) -> None:
    from allauth.account.models import EmailAddress
    from django.contrib.auth.models import User

    user = User.objects.create_user(name, email, PASSWORD, last_name=nip)
    EmailAddress.objects.create(user=user, email=email, verified=verified == "1", primary=True)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
