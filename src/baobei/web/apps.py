from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "baobei.web"
    label = "web"
