"""All addresses: paths in Indonesian, names in English."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from sopan.web.home.api import api
from sopan.web.ui.components import components

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sopan.web.home.urls")),
    path("", include("sopan.web.organisation.urls")),
    path("", include("sopan.web.people.urls")),
    path("", include("sopan.web.register.urls")),
    path("api/v1/", api.urls),
]

if settings.DEBUG:
    urlpatterns.append(path("komponen/", components, name="components"))

handler400 = "sopan.web.ui.errors.unreadable"
handler403 = "sopan.web.ui.errors.forbidden"
handler404 = "sopan.web.ui.errors.not_found"
handler500 = "sopan.web.ui.errors.failed"
