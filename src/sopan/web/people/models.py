"""A person of a government, and the account with which that person signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from sopan.web.people.nip import validate_nip


class Person(models.Model):
    """Somebody who holds, held or may hold a position; not everyone has an account."""

    government = models.ForeignKey("organisation.Government", models.PROTECT, related_name="people")
    name = models.CharField(_("nama"), max_length=120)
    nip = models.CharField(
        _("NIP"), max_length=18, blank=True, validators=[validate_nip], db_default=""
    )
    rank = models.CharField(_("pangkat/golongan"), max_length=60, blank=True, db_default="")
    email = models.EmailField(_("e-mail"), blank=True, db_default="")

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["government", "nip"],
                condition=~models.Q(nip=""),
                name="person_nip_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """What Django's and allauth's sign-in need: look up and make."""

    def get_queryset(self) -> models.QuerySet[Account]:
        """With person and government: every page names them."""
        return super().get_queryset().select_related("person__government")

    def create_user(
        self, username: str, email: str | None = None, password: str | None = None, **more: Any
    ) -> Account:
        account = self.model(username=username, email=email or None, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """The way in of one person: by NIP (or another name for it) or by e-mail."""

    username = models.CharField(_("NIP atau nama akun"), max_length=60, unique=True)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(_("aktif"), default=True)
    must_change_password = models.BooleanField(default=True)
    language = models.CharField(max_length=5, blank=True, db_default="")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    class Meta:
        ordering: ClassVar = ["username"]

    def __str__(self) -> str:
        return self.username


class Power(models.Model):
    """A short time in which an administrator may change things; begun and ended on the trail."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="powers")
    session = models.CharField(max_length=64)
    reason = models.CharField(_("keperluan"), max_length=200)
    begun = models.DateTimeField()
    until = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-begun"]
        indexes: ClassVar = [models.Index(fields=["account", "session"], name="power_of_session")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.begun:%Y-%m-%d %H:%M}"
