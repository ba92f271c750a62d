from django.apps import AppConfig
from django.db.models.signals import post_migrate

from baobei.store import triggers


class BookConfig(AppConfig):
    name = "baobei.book"
    label = "book"

    def ready(self) -> None:
        post_migrate.connect(lambda using, **_: triggers.lay(using), sender=self, dispatch_uid="triggers", weak=False)
