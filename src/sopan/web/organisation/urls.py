"""Addresses of the organisation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
