"""Addresses of Beranda and of what looks across all subjects."""

from django.urls import path

from sopan.web.home import views
from sopan.web.home.trail.views import trail, trail_export, trail_verify

urlpatterns = [
    path("", views.home, name="home"),
    path("publik/", views.public, name="public"),
    path("bahasa/", views.language, name="language"),
    path("gaya/<slug:code>/<slug:hash_>.css", views.style_sheet, name="style"),
    path("lambang/<slug:code>/<slug:hash_>.png", views.emblem, name="emblem"),
    path("jejak/", trail, name="trail"),
    path("jejak/periksa/", trail_verify, name="trail_verify"),
    path("jejak/ekspor/", trail_export, name="trail_export"),
]
