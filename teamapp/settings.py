"""Every setting on one page. Defaults run on a laptop; production sets the environment (README, "Production")."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
import font_source_sans_pro
import font_source_serif_pro
from csp.constants import NONE, SELF
from django import forms
from whitenoise.compress import Compressor
from xstatic.pkg import bootstrap

from . import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("ROLECALL_VAR", str(BASE_DIR / "var")))
CATALOGUE_FOLDER = BASE_DIR / "fixtures" / "catalogue"  # the release that comes with the app
VAR_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)

# --- What kind of place this is -------------------------------------------------
DEBUG = env.flag("DEBUG")
DEMO = env.flag("ROLECALL_DEMO")
DATABASE_URL = env.url("DATABASE_URL", ["postgres", "postgresql"], example="postgres://rolecall:password@db.example.org:5432/rolecall")
REDIS_URL = env.url("REDIS_URL", ["redis", "rediss", "unix"], example="redis://:password@cache.example.org:6379/0")
# Without a server this is one person's machine; with one it is production, and nothing is assumed.
EMBEDDED = not (DATABASE_URL or REDIS_URL or "ALLOWED_HOSTS" in os.environ)
SECRET_KEY = (
    env.local_secret(VAR_DIR / "secret-key")
    if EMBEDDED
    else env.text("SECRET_KEY", example="run: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'")
)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if EMBEDDED else "", example="rolecall.example.org")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"]
BEHIND_HTTPS = env.flag("BEHIND_HTTPS", not EMBEDDED)

# --- Applications ----------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "teamapp",
    "hiring.accounts",
    "hiring.background",
    "hiring.catalog",
    "hiring.salaries",
    "hiring.teams",
    "hiring.openings",
    "hiring.candidates",
    "hiring.comparison",
    "hiring.interviews",
    "hiring.decisions",
    "hiring.home",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hiring.accounts.middleware.PrivatePagesMiddleware",
]
ROOT_URLCONF = "teamapp.urls"
WSGI_APPLICATION = "teamapp.wsgi.application"
TEMPLATE_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "hiring.accounts.context.company",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["teamapp.templatetags.ui"],
            "context_processors": TEMPLATE_CONTEXT,
        },
    },
    # The pages that are opened most, the bar, rows of long tables and Django's own form widgets, at a tenth of the time (docs/decisions/0015).
    # As "django.forms" is not among the apps, forms and fields are our templates above and the widgets in them are found here.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates", Path(forms.__file__).parent / "jinja2"],
        "OPTIONS": {"environment": "teamapp.jinja.environment", "context_processors": TEMPLATE_CONTEXT},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data ------------------------------------------------------------------------
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
else:
    # IMMEDIATE takes the write lock when a transaction begins, so that a reader that turns writer
    # waits its turn instead of failing with "database is locked".
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "rolecall.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": (
        {
            "BACKEND": "teamapp.caching.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# --- People ----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
KNOX_TOKEN_MODEL = "accounts.ApiToken"  # noqa: S105 - the name of a model
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home:queue"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
SESSION_COOKIE_AGE = 60 * 60 * 12
# The prefix makes browsers refuse a session that another host of the domain has set.
SESSION_COOKIE_NAME = "__Host-sessionid" if BEHIND_HTTPS else "sessionid"
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 1 if BEHIND_HTTPS else 0)
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- Browser safety --------------------------------------------------------------
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# --- Pages -----------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = env.text("TIME_ZONE", "Europe/London")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    ("bootstrap", bootstrap.BASE_DIR),
    ("fonts", Path(font_source_sans_pro.__file__).parent / "files"),
    ("fonts", Path(font_source_serif_pro.__file__).parent / "files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
# Source maps and the faces of documents: compressing them took 50 of the 60 seconds that collecting the static files did.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "otf", "ttf")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
MAX_JSON_BYTES = 1024 * 1024
MAX_CV_BYTES = env.number("MAX_CV_MB", 8) * 1024 * 1024
UPLOADS_A_DAY = env.number("UPLOADS_A_DAY", 500)
UPLOAD_BYTES_A_DAY = env.number("UPLOAD_MB_A_DAY", 2000) * 1024 * 1024

# --- Background work -------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
if not REDIS_URL:
    QUEUE_DIR = VAR_DIR / "queue"
    for folder in ("messages", "processed", "control"):
        (QUEUE_DIR / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(QUEUE_DIR / "messages"),
        "data_folder_out": str(QUEUE_DIR / "messages"),
        "processed_folder": str(QUEUE_DIR / "processed"),
        "control_folder": str(QUEUE_DIR / "control"),
    }
else:
    # A request that tells the broker of a job does not wait for one that is away: the sweep tells it later.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 1, "interval_start": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "hiring.background.tasks.sweep", "schedule": 30},
    "forget-imports": {"task": "hiring.catalog.tasks.forget_imports", "schedule": 3600},
}
# In memory: what it does is "find what is due", so nothing is to be remembered, and a full disk does not end it.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"

# --- API -------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "hiring.accounts.authentication.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["teamapp.parsing.BoundedJSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_THROTTLE_CLASSES": ["teamapp.throttling.TokenRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": f"{env.number('API_CALLS_A_MINUTE', 600)}/min"},
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_METADATA_CLASS": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
REST_KNOX = {"TOKEN_TTL": timedelta(days=env.number("API_TOKEN_DAYS", 180)), "AUTH_HEADER_PREFIX": "Token", "TOKEN_LIMIT_PER_USER": None}
SPECTACULAR_SETTINGS = {
    "TITLE": "Rolecall API",
    "DESCRIPTION": "Roles, openings, candidates, interviews, scorecards, decisions and pay, under the same rules as the pages.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "teamapp.api_schema.add_refusals"],
    "ENUM_NAME_OVERRIDES": {
        "ApplicationStageEnum": "hiring.candidates.models.Application.Stage",
        "LevelEnum": "hiring.catalog.models.Level",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
