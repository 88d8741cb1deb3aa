from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "sopan.web.trail"
    label = "trail"
