from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "sopan.web.register"
    label = "register"
