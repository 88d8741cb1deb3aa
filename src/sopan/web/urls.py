"""All addresses: paths in Indonesian, names in English."""

from django.urls import include, path

urlpatterns = [
    path("", include("sopan.web.home.urls")),
    path("", include("sopan.web.organisation.urls")),
    path("", include("sopan.web.people.urls")),
    path("api/v1/", api.urls),
]

handler403 = "sopan.web.ui.errors.forbidden"
handler404 = "sopan.web.ui.errors.not_found"
handler500 = "sopan.web.ui.errors.failed"
