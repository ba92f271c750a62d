from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "baobei.people"
    label = "people"
