from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "sopan.web.home"
    label = "home"
