"""One's own account: everything about signing in on one page, and ending a session."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sopan.web.people.actions.signing import end_sessions
from sopan.web.people.doing import doer_of
from sopan.web.people.models import Account


@login_required
def account(request: HttpRequest) -> HttpResponse:
    own = request.user
    assert isinstance(own, Account)
    steps = list(Authenticator.objects.filter(user=own).values_list("type", flat=True))
    context = {
        "account": own,
        "totp": Authenticator.Type.TOTP in steps,
        "passkeys": steps.count(Authenticator.Type.WEBAUTHN),
        "codes": Authenticator.Type.RECOVERY_CODES in steps,
        "sessions": UserSession.objects.filter(user=own).count(),
    }
    return render(request, "people/account.html", context)


@login_required
@require_POST
def session_end(request: HttpRequest, session: int) -> HttpResponse:
    """One of one's own sessions, other than this one: that is signing out."""
    own = request.user
    assert isinstance(own, Account)
    others = UserSession.objects.exclude(session_key=request.session.session_key)
    found = get_object_or_404(others, user=own, pk=session)
    end_sessions(own, [found], doer=doer_of(request, own), at=timezone.now())
    return redirect("usersessions_list")
