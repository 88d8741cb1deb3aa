"""Addresses of Beranda and of what looks across all subjects."""

from django.urls import path

from sopan.web.home import views

urlpatterns = [path("", views.home, name="home")]
