"""The first act in an installation: the company, and the person who then adds the others."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from baobei.people import company
from baobei.people.models import Company, Employee, Role, RoleGrant


def founded() -> str | None:
    """The company's name; None where it is not founded yet."""
    if not RoleGrant.objects.filter(role=Role.GM).exists():
        return None
    return Company.objects.values_list("name", flat=True).filter(id=1).first()


def found(*, name: str, username: str, password: str) -> None:
    """Founds the company with its first general manager, who chose the password and need not change it (CR-2)."""
    with transaction.atomic():
        company.set_up(name)
        manager = Employee.objects.create(username=username, name=username, password=make_password(password))
        RoleGrant.objects.create(employee=manager, role=Role.GM)


def untouched() -> bool:
    """Whether nobody works here yet."""
    return not Employee.objects.exists()


def give_everybody(password: str) -> None:
    """One password for all people of a demo company, hashed once."""
    Employee.objects.update(password=make_password(password))
