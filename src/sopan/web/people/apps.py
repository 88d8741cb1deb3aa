from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sopan.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sopan.web.people import signing

        signing.listen()
