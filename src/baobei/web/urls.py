"""All pages and who may open them; the API states its own permissions."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from baobei.api import health, metrics, root
from baobei.book import pages as book
from baobei.people import pages as people
from baobei.registrations import pages as registrations
from baobei.web import account, home, policy_pages
from baobei.web.routes import ACCOUNT, PUBLIC, demand_permissions, route

urlpatterns: list[URLPattern | URLResolver] = [
    route("", home.home, "home", may="me", methods="GET POST"),
    route("sign-in", account.sign_in, "sign-in", may=PUBLIC, methods="GET POST"),
    route("sign-out", account.sign_out, "sign-out", may=ACCOUNT, methods="POST"),
    route("password", account.password, "password", may=ACCOUNT, methods="GET POST"),
    route("account", account.account, "account", may="me"),
    route("language", set_language, "language", may=PUBLIC, methods="POST"),
    route("people", people.people, "people", may="people.read"),
    route("add-person", people.add, "people-add", may="people.manage", methods="GET POST"),
    route("people/<str:username>", people.person, "person", may="people.read"),
    route("people/<str:username>/roles", people.grant, "person-grant", may="people.manage", methods="POST"),
    route(
        "people/<str:username>/roles/<uuid:grant>/end",
        people.revoke,
        "person-revoke",
        may="people.manage",
        methods="GET POST",
    ),
    route("people/<str:username>/reset", people.reset, "person-reset", may="people.reset", methods="GET POST"),
    route("people/<str:username>/leave", people.leave, "person-leave", may="people.manage", methods="GET POST"),
    route("check/parts", registrations.parts, "parts", may="inquire", methods="POST"),
    route("customers", registrations.customers, "customers", may="register", methods="GET POST"),
    route("drafts/<uuid:draft>/discard", registrations.discard, "draft-discard", may="register", methods="POST"),
    route(
        "registrations",
        registrations.registrations,
        "registrations",
        may="registrations.department",
        methods="GET POST",
    ),
    route("registrations/new", registrations.register, "register", may="register", methods="GET POST"),
    route("registrations/new/reading", registrations.reading, "reading", may="register", methods="POST"),
    route("registrations/<uuid:key>", registrations.registration, "registration", may="look", methods="GET POST"),
    route(
        "registrations/<uuid:key>/follow-ups", registrations.follow_up, "follow-ups", may="follow_up", methods="POST"
    ),
    route("reviews", registrations.reviews, "reviews", may="review"),
    route("reviews/<uuid:key>", registrations.review, "review", may="review", methods="GET POST"),
    route(
        "reviews/<uuid:key>/estates",
        registrations.remember_estates,
        "remember-estates",
        may="communities.manage",
        methods="POST",
    ),
    route("reviews/collisions/<uuid:key>", registrations.collision, "collision", may="review", methods="GET POST"),
    route("rekey", registrations.rekey, "rekey", may="communities.manage", methods="POST"),
    route("communities", registrations.communities, "communities", may="communities.read"),
    route(
        "communities/new", registrations.add_community, "community-add", may="communities.manage", methods="GET POST"
    ),
    route("communities/<uuid:key>", registrations.community, "community", may="communities.manage", methods="GET POST"),
    route(
        "communities/<uuid:key>/withdraw",
        registrations.withdraw_community,
        "community-withdraw",
        may="communities.manage",
        methods="GET POST",
    ),
    route("registrations/<uuid:key>/deposit", registrations.deposit, "deposit", may="deposit", methods="GET POST"),
    route("registrations/<uuid:key>/signing", registrations.sign, "sign", may="sign", methods="GET POST"),
    route("book", book.books, "book", may="book.read"),
    route("book-heads", book.heads, "book-heads", may="book.read"),
    route("book/<path:name>/<int:number>", book.page, "book-page", may="book.read"),
    route("book/<path:name>", book.book, "book-pages", may="book.read"),
    route("policy", policy_pages.policy, "policy", may="policy.read"),
    route("policy/<str:clause>", policy_pages.clause, "clause", may="policy.read"),
    route("healthz", health.healthz, "healthz", may=PUBLIC),
    route("readyz", health.readyz, "readyz", may=PUBLIC),
    route("metrics", metrics.metrics, "metrics", may=PUBLIC),
    path("api/v1/", root.urls),
]
demand_permissions(urlpatterns)

handler400 = "baobei.web.errors.bad_request"
handler403 = "baobei.web.errors.forbidden"
handler404 = "baobei.web.errors.not_found"
handler500 = "baobei.web.errors.server_error"
