from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "sopan.web.demo"
    label = "demo"
