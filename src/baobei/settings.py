"""Django's settings, all derived from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

from baobei import environment
from baobei.store import connect, secret

_env = environment.current()
_host = urlsplit(_env.url)

SECRET_KEY = secret.derive(_env, "sessions")
DEBUG = False
ALLOWED_HOSTS = sorted({_host.hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"})
CSRF_TRUSTED_ORIGINS = [_env.url]
INTERNAL_IPS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "baobei.people",
    "baobei.book",
    "baobei.money",
    "baobei.registrations",
    "baobei.api",
    "baobei.web",
]
MIDDLEWARE = [
    "baobei.api.metrics.MetricsMiddleware",
    "baobei.web.middleware.RequestIdMiddleware",
    "baobei.web.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "baobei.web.middleware.ClockMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "baobei.web.middleware.SignInMiddleware",
]
ROOT_URLCONF = "baobei.web.urls"
WSGI_APPLICATION = "baobei.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "baobei.web.context.shell"],
            "builtins": ["baobei.web.templatetags.baobei"],
        },
    }
]

DATABASES = {"default": connect.database(_env.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Employee"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _host.scheme == "https"
CSRF_FAILURE_VIEW = "baobei.web.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [Path(__file__).parent / "web" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(__file__).parent / "web" / "assembled"
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A refusal is an answer; only what is our fault is worth a line.
    "loggers": {"django.request": {"level": "ERROR"}},
}
