from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sopan.web.people"
    label = "people"

    def ready(self) -> None:
        from sopan.web.people import signing

        signing.listen()
