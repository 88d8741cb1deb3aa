"""Accounts of persons, managed by administrators. A password given out is shown once."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from sopan.web.organisation.access import person_for_administrator
from sopan.web.organisation.forms import ChangeForm
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.people.actions import accounts as actions
from sopan.web.people.models import Account, Person
from sopan.web.people.nip import FORM, clean_nip


class AccountForm(ChangeForm):
    """By what somebody signs in."""

    username = forms.CharField(
        label=gettext_lazy("NIP atau nama akun"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Dengan e-mail, kata sandi yang lupa dapat diganti sendiri."),
    )

    def clean_username(self) -> str:
        written: str = self.cleaned_data["username"]
        nip = clean_nip(written)
        return nip if FORM.fullmatch(nip) else written


class ResetForm(ChangeForm):
    """Also for who lost the phone that gave the codes."""

    second_steps = forms.BooleanField(
        label=gettext_lazy("Lepas juga langkah kedua dan passkey (perangkatnya hilang)"),
        required=False,
    )


@changes
@never_cache
def account_make(request: HttpRequest, person: int) -> HttpResponse:
    found = person_for_administrator(viewer_of(request), person)
    given: list[str] = []

    def act(**values: Any) -> object:
        account, password = actions.make_account(found, **values)
        given.extend((account.username, password))
        return account

    page = Change(
        title=_("Buat akun"),
        submit=_("Buat akun"),
        done=_("Akun dibuat."),
        back=reverse("person", args=[person]),
        form=AccountForm,
        act=act,
        about=[Account.objects.filter(person=found)],
        initial={"username": found.nip, "email": found.email},
    )
    return _with_password(request, page, found, given)


@changes
@never_cache
def account_reset(request: HttpRequest, person: int) -> HttpResponse:
    found = person_for_administrator(viewer_of(request), person)
    account = _account_of(found)
    given: list[str] = []

    def act(**values: Any) -> object:
        if values.pop("second_steps"):
            actions.remove_second_steps(account, **values)
        given.extend((account.username, actions.reset_password(account, **values)))
        return account

    page = Change(
        title=_("Beri kata sandi baru"),
        submit=_("Beri kata sandi baru"),
        done=_("Kata sandi baru dibuat."),
        back=reverse("person", args=[person]),
        form=ResetForm,
        act=act,
        about=[_rows(account)],
        hint=_("Kata sandi lama tidak berlaku lagi, dan semua sesi akun ini berakhir."),
    )
    return _with_password(request, page, found, given)


@changes
def account_change(request: HttpRequest, person: int) -> HttpResponse:
    found = person_for_administrator(viewer_of(request), person)
    account = _account_of(found)
    page = Change(
        title=_("Ubah akun"),
        submit=_("Simpan"),
        done=_("Akun diubah."),
        hint=_("Semua sesi akun ini berakhir; orangnya masuk lagi dengan yang baru."),
        back=reverse("person", args=[person]),
        form=AccountForm,
        act=partial(actions.change_account, account),
        about=[_rows(account)],
        initial={"username": account.username, "email": account.email or ""},
    )
    return answer(request, page)


@changes
def account_deactivate(request: HttpRequest, person: int) -> HttpResponse:
    found = person_for_administrator(viewer_of(request), person)
    account = _account_of(found)
    page = Change(
        title=_("Nonaktifkan akun"),
        submit=_("Nonaktifkan akun"),
        done=_("Akun dinonaktifkan."),
        back=reverse("person", args=[person]),
        form=ChangeForm,
        act=partial(actions.deactivate, account),
        about=[_rows(account)],
        hint=_("Akun ini tidak dapat dipakai masuk lagi, dan semua sesinya berakhir sekarang."),
        danger=True,
    )
    return answer(request, page)


@changes
def account_activate(request: HttpRequest, person: int) -> HttpResponse:
    found = person_for_administrator(viewer_of(request), person)
    account = _account_of(found)
    page = Change(
        title=_("Aktifkan akun"),
        submit=_("Aktifkan akun"),
        done=_("Akun diaktifkan."),
        back=reverse("person", args=[person]),
        form=ChangeForm,
        act=partial(actions.activate, account),
        about=[_rows(account)],
        hint=_("Akun ini dapat dipakai masuk lagi dengan kata sandi yang terakhir."),
    )
    return answer(request, page)


def _account_of(person: Person) -> Account:
    account = Account.objects.filter(person=person).first()
    if account is None:
        raise Http404(_("Orang ini belum mempunyai akun."))
    return account


def _rows(account: Account) -> QuerySet[Account]:
    """The whole row: a form sent twice does not give a second password."""
    return Account.objects.filter(pk=account.pk)


def _with_password(
    request: HttpRequest, page: Change, person: Person, given: list[str]
) -> HttpResponse:
    """The page of the form; once it has acted, the password instead of the way back."""
    response = answer(request, page)
    if not given:
        return response
    username, password = given
    context = {"person": person, "username": username, "password": password, "change": page}
    return render(request, "organisation/account_password.html", context)


urls = [
    path("pejabat/<int:person>/akun/buat/", account_make, name="account_make"),
    path("pejabat/<int:person>/akun/ubah/", account_change, name="account_change"),
    path("pejabat/<int:person>/akun/kata-sandi/", account_reset, name="account_reset"),
    path("pejabat/<int:person>/akun/nonaktifkan/", account_deactivate, name="account_deactivate"),
    path("pejabat/<int:person>/akun/aktifkan/", account_activate, name="account_activate"),
]
