from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "sopan.web.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"
