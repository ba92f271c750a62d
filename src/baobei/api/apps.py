from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "baobei.api"
    label = "api"
