"""Addresses of the register."""

from django.urls import path

from sopan.web.register.views import draft_ends, draft_save, drafting, procedures

urlpatterns = [
    path("sop/", procedures.register, name="register"),
    path("sop/baru/", draft_ends.procedure_new, name="procedure_new"),
    path("sop/<slug:sop>/", procedures.procedure, name="procedure"),
    path("sop/<slug:sop>/versi/<int:version>/", procedures.version, name="version"),
    path(
        "sop/<slug:sop>/versi/<int:version>.<slug:ending>",
        procedures.version_file,
        name="version_file",
    ),
    path(
        "sop/<slug:sop>/beda/<int:old>/<int:new>/",
        procedures.version_difference,
        name="version_difference",
    ),
    path("sop/<slug:sop>/versi/<int:version>/konsep/", draft_ends.draft_open, name="draft_open"),
    path("sop/<slug:sop>/susun/", drafting.draft, name="draft"),
    path("sop/<slug:sop>/susun/simpan/", draft_save.draft_save, name="draft_save"),
    path("sop/<slug:sop>/susun/tempel/", drafting.draft_paste, name="draft_paste"),
    path("sop/<slug:sop>/susun/identitas/", drafting.draft_identity, name="draft_identity"),
    path("sop/<slug:sop>/susun/versi/", draft_ends.version_save, name="version_save"),
    path("sop/<slug:sop>/susun/batalkan/", draft_ends.draft_discard, name="draft_discard"),
    path("sop/<slug:sop>/susun/konsep.<slug:ending>", draft_ends.draft_file, name="draft_file"),
]
