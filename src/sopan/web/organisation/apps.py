from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "sopan.web.organisation"
    label = "organisation"
