"""Who works here: employees, their roles by date, departments, regions, tokens, and the company itself."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from baobei.store.rows import new_id


class Role(models.TextChoices):
    SALESPERSON = "salesperson"
    MANAGER = "manager"
    REGISTRAR = "registrar"
    FINANCE = "finance"
    LEADER = "leader"
    GM = "gm"
    GROUP_LEADER = "group_leader"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"


class Company(models.Model):
    """The one company of this installation, and the policy and calendar that were stored with it.

    ``policy`` is a pack as JSON (empty: the pack that the environment names); ``revision`` counts its changes.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=100)
    policy = models.TextField(blank=True, default="")
    calendar = models.TextField(blank=True, default="")
    revision = models.CharField(max_length=36, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_company")]


class Department(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=60, unique=True)


class Region(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=60, unique=True)


class Employee(AbstractBaseUser):
    """A person who may sign in. Employed from ``employed_from`` (null: always) until before ``employed_until``.

    What proves who they are has a default in the database, since pages of the book, which name every column of a row
    they make, must not name it.
    """

    password = models.CharField(max_length=128, db_default="")
    id = models.UUIDField(primary_key=True, default=new_id)
    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT)
    region = models.ForeignKey(Region, null=True, on_delete=models.PROTECT)
    employed_from = models.DateField(null=True)
    employed_until = models.DateField(null=True)
    must_change_password = models.BooleanField(db_default=False)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class FailedSignIns(models.Model):
    """Wrong passwords in a row under one user name, whether it exists or not, so that neither can be told apart.

    ``name_digest`` is the SHA-256 of the name as typed; instants are the machine's.
    """

    name_digest = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)


class RoleGrant(models.Model):
    """A role that a person holds from ``since`` (null: always) until before ``until`` (a deputy's end)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(role__in=Role.values), name="known_role")]


class ApiToken(models.Model):
    """A bearer token, kept as its SHA-256 digest only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
