from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "sopan.web.register"
    label = "register"

    def ready(self) -> None:
        from sopan.web.organisation.reorganisation.others import ASKED
        from sopan.web.register.touched import sops_touched

        ASKED.append(sops_touched)
