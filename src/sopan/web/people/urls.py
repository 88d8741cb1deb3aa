"""Addresses of signing in and of one's own account.

The views are allauth's; each is named here, so that what Sopan does not use (signing up, changing
the e-mail, linking accounts) is not there. The names stay allauth's: it leads to its pages by them.
Those that change or use second steps are wrapped, so that the trail tells of it or nothing happens.
"""

from allauth.account import views as entry
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as providers
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from sopan.web.people import views
from sopan.web.people.signing import at_once, told

entrance = [
    path("", entry.login, name="account_login"),
    path("nonaktif/", entry.account_inactive, name="account_inactive"),
    path("langkah-kedua/", at_once(second.authenticate), name="mfa_authenticate"),
    path("passkey/", at_once(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("lupa/", entry.password_reset, name="account_reset_password"),
    path("lupa/terkirim/", entry.password_reset_done, name="account_reset_password_done"),
    path(
        "lupa/selesai/",
        entry.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entry.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("melalui/batal/", providers.login_cancelled, name="socialaccount_login_cancelled"),
    path("melalui/gagal/", providers.login_error, name="socialaccount_login_error"),
    path("melalui/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("melalui/<slug:provider_id>/kembali/", oidc.callback, name="openid_connect_callback"),
]

account = [
    path("", views.account, name="account"),
    path("kata-sandi/", entry.password_change, name="account_change_password"),
    path("kata-sandi/baru/", entry.password_set, name="account_set_password"),
    path("bukti/", entry.reauthenticate, name="account_reauthenticate"),
    path("bukti/kode/", at_once(second.reauthenticate), name="mfa_reauthenticate"),
    path(
        "bukti/passkey/",
        at_once(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("langkah-kedua/", second.index, name="mfa_index"),
    path("langkah-kedua/aplikasi/", told(totp.activate_totp), name="mfa_activate_totp"),
    path("langkah-kedua/aplikasi/matikan/", told(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("langkah-kedua/kode/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "langkah-kedua/kode/buat/",
        told(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "langkah-kedua/kode/unduh/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("passkey/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("passkey/tambah/", told(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("passkey/<int:pk>/ubah/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkey/<int:pk>/hapus/", told(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("sesi/", sessions.list_usersessions, name="usersessions_list"),
    path("sesi/<int:session>/akhiri/", views.session_end, name="session_end"),
]

urlpatterns = [
    path("masuk/", include(entrance)),
    path("keluar/", entry.logout, name="account_logout"),
    path("akun/", include(account)),
]
