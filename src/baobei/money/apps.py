from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "baobei.money"
    label = "money"
