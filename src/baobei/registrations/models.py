"""Registrations and what hangs on them; live key claims are unique in the database itself (one winner)."""

from django.db import models
from django.db.models import Q

from baobei.people.models import Department, Employee
from baobei.store.rows import new_id

LONGEST_ESTATE = 120


class Status(models.TextChoices):
    """What is stored; expiry and the end of a wait are computed from the row and the instant."""

    VALID = "valid"
    AWAITING_CHOICE = "awaiting_choice"
    AWAITING_REVIEW = "awaiting_review"
    INVALID = "invalid"
    SIGNED = "signed"
    RELEASED = "released"


class Registration(models.Model):
    """One registered customer of one holder (CR-3, CR-4).

    ``counts_from`` is the instant from which protection counts, ``valid_until`` the first instant no longer
    protected by
    the clock named in ``clock`` and ``clause``. ``concerns_until`` is the first instant at which the row no longer
    concerns anybody else, follow-ups aside. ``between`` and ``resembles`` are JSON lists of ids.
    """

    in_book = True

    id = models.UUIDField(primary_key=True)
    scope = models.CharField(max_length=60, blank=True, default="")
    holder = models.ForeignKey(Employee, on_delete=models.PROTECT)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=20, choices=Status.choices)
    registered_at = models.DateTimeField()
    counts_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    clock = models.CharField(max_length=40, blank=True, default="")
    clause = models.CharField(max_length=20, blank=True, default="")
    waits_until = models.DateTimeField(null=True)
    concerns_until = models.DateTimeField()
    followed_at = models.DateTimeField(null=True)
    deposit_at = models.DateTimeField(null=True)
    deposit = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    signed_at = models.DateTimeField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    contested_since = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    completeness = models.PositiveSmallIntegerField()
    between = models.TextField(default="[]")
    resembles = models.TextField(default="[]")
    contest = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(status__in=Status.values), name="known_status")]
        indexes = [models.Index(fields=["holder", "valid_until"], name="registration_holder")]


class CustomerData(models.Model):
    """What the form says of the customer, as written and as read; personal data in a row of its own.

    ``reading`` is computed from the rest by the rules and lists that ``stamp`` names, so no page tells it.
    """

    in_book = True
    erasable = True
    computed = frozenset({"reading", "stamp"})

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.DO_NOTHING, related_name="customer"
    )
    name = models.CharField(max_length=100)
    phones = models.TextField()
    address = models.CharField(max_length=300)
    relatives = models.TextField()
    form = models.TextField()
    reading = models.TextField()
    stamp = models.CharField(max_length=40, db_default="")

    class Meta:
        indexes = [models.Index(fields=["stamp"], name="customer_stamp")]


class RegistrationKey(models.Model):
    """A blocking key under which a registration is found (CR-7.0)."""

    registration = models.ForeignKey(Registration, on_delete=models.DO_NOTHING)
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["key", "registration"], name="registration_key")]


class KeyClaim(models.Model):
    """A strong key that a holder has to themself while any registration or hold of theirs bears it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    scope = models.CharField(max_length=60, blank=True, default="")
    key = models.CharField(max_length=200)
    holder = models.ForeignKey(Employee, on_delete=models.PROTECT)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], condition=Q(released_at=None), name="one_live_claim")
        ]


class Hold(models.Model):
    """A customer kept for the one who asked and heard *free* (CR-5.2); ``customer`` is what they wrote, as JSON."""

    id = models.UUIDField(primary_key=True)
    holder = models.ForeignKey(Employee, on_delete=models.PROTECT)
    placed_at = models.DateTimeField()
    until = models.DateTimeField()
    customer = models.TextField(db_default="")
    reading = models.TextField()
    stamp = models.CharField(max_length=40, db_default="")

    class Meta:
        indexes = [models.Index(fields=["stamp"], name="hold_stamp")]


class HoldKey(models.Model):
    """A key under which a hold is found."""

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["key", "hold"], name="hold_key")]


class DayCount(models.Model):
    """How many answers one person had on one civil day (CR-5.1)."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE)
    day = models.DateField()
    asked = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "day"], name="one_counter_a_day")]


class KnownPlace(models.Model):
    """A district in which the register knows an estate; an estate known in two leaves an address without one in
    doubt."""

    estate = models.CharField(max_length=LONGEST_ESTATE)
    district = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "district"], name="known_place_once")]


class CommunityKind(models.TextChoices):
    """What an entry of the company's table of communities says."""

    ALIAS = "alias"
    PHASE = "phase"
    PREFIX = "prefix"
    DISTRICT = "district"


class CommunityEntry(models.Model):
    """One entry of the company's own table of communities; withdrawn ones stay (CR-7.0).

    ``name`` is another name of ``estate``, or of its ``phase``; or a developer's prefix; or an estate that lies in
    ``city`` and ``district``. ``origin`` is the registration whose review it comes from. The greatest ``revision`` of
    all entries is the table's: processes see by it that theirs is no longer the table.
    """

    in_book = True

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=10, choices=CommunityKind.choices)
    name = models.CharField(max_length=60)
    estate = models.CharField(max_length=60, blank=True, default="")
    phase = models.CharField(max_length=10, blank=True, default="")
    city = models.CharField(max_length=20, blank=True, default="")
    district = models.CharField(max_length=20, blank=True, default="")
    origin = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    revision = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CommunityKind.values), name="known_kind_of_entry"),
            models.UniqueConstraint(
                fields=["kind", "name", "estate", "phase", "city", "district"],
                condition=Q(withdrawn_at=None),
                name="one_live_entry",
            ),
        ]
        indexes = [models.Index(fields=["revision"], name="community_revision")]


class Collision(models.Model):
    """Two registrations that were found to collide after both were registered; for the registrar (CR-7.0).

    It changes neither side's protection. ``decision`` is empty until the registrar has judged.
    """

    in_book = True

    id = models.UUIDField(primary_key=True)
    one = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=10, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_collision_a_pair")]
        indexes = [models.Index(fields=["decision", "found_at"], name="collision_open")]


class FollowUp(models.Model):
    """One entry of contact feedback (CR-7.2)."""

    in_book = True

    id = models.UUIDField(primary_key=True)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT)
    by = models.ForeignKey(Employee, on_delete=models.PROTECT)
    at = models.DateTimeField()
    expected_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    expected_unit_price = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    expected_signing = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["registration", "at"], name="follow_up_registration")]


class Feedback(models.Model):
    """What the customer said in a follow-up: free text, so personal data in a row of its own."""

    in_book = True
    erasable = True

    follow_up = models.OneToOneField(FollowUp, primary_key=True, on_delete=models.DO_NOTHING, related_name="note")
    text = models.TextField()


class DecidedPair(models.Model):
    """What the registrar said of two customers, so that nobody asks again (CR-5.2).

    ``one`` and ``other`` are digests of how the two are read; a pair stands here both ways round, so that one look-up
    finds it. A digest of few digits can be guessed, and ``reason`` is free text, so they are personal data.
    """

    in_book = True
    erasable = True

    id = models.UUIDField(primary_key=True)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT)
    one = models.CharField(max_length=64)
    other = models.CharField(max_length=64)
    decision = models.CharField(max_length=10)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="one_word_a_pair")]


class Draft(models.Model):
    """A form that is not submitted yet; it survives a closed page."""

    id = models.UUIDField(primary_key=True, default=new_id)
    owner = models.ForeignKey(Employee, on_delete=models.CASCADE)
    form = models.TextField()
    saved_at = models.DateTimeField()
