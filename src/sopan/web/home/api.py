"""The API of all subjects under /api/v1/: read only, with the session of the browser.

Its description is at /api/v1/openapi.json. The pages that such frameworks make of it are off: they
load from elsewhere, which the content security policy forbids.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from sopan.web.organisation.api import router as organisation
from sopan.web.people.models import Account


def signed_in(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The description is read, by who is signed in."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if signed_in(request) is None:
            return not_signed_in(request, AuthenticationError())
        return view(request, *args, **kwargs)

    return guarded


api = NinjaAPI(
    title="Sopan",
    version="1",
    description="The organisation of one government, of any day, for who is signed in.",
    auth=signed_in,
    docs_url=None,
    docs_decorator=for_readers,
    urls_namespace="api",
)
api.add_router("", organisation)


def problem(request: HttpRequest, status: int, text: str) -> HttpResponse:
    return api.create_response(request, {"detail": text}, status=status)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(request, 401, _("Masuk dahulu."))


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, 404, str(error) or _("Tidak ditemukan."))


@api.exception_handler(PermissionDenied)
def refused(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(request, 403, str(error) or _("Tidak diizinkan."))


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Names the parameters that cannot be read."""
    names = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors}))
    return problem(request, 422, _("Tidak dapat dibaca: %(names)s.") % {"names": names})
