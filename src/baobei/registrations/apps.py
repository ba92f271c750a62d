from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "baobei.registrations"
    label = "registrations"
