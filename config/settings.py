"""How the house runs: one file, read from top to bottom; the environment only fills blanks."""

import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from config.environment import data_directory, database, flag, mail_server, number, secret, sender, text
from config.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent

# Where it lives
DATA = data_directory("PUPITRE_DATA", BASE_DIR / "var")
FILES = DATA / "files"
KEYS_FILE = Path(text("PUPITRE_KEYS_FILE", str(DATA / "keys" / "keyring.json")))
ASSETS = Path(sys.prefix) / "pupitre" / "assets"  # fonts, style sheet and script, made once beside the environment
PRINT_FONTS = ASSETS.with_name("print")

# Where it is seen
URL = text("PUPITRE_URL", "http://localhost:8000").rstrip("/")
IS_PRODUCTION = URL.startswith("https://")
DEBUG = flag("PUPITRE_DEBUG") and not IS_PRODUCTION
HOST = urlsplit(URL).hostname or "localhost"
ALLOWED_HOSTS = [HOST] if IS_PRODUCTION else [HOST, "localhost", "127.0.0.1", "[::1]"]
PROXIES = number("PUPITRE_PROXIES", 0)  # how many trusted proxies stand in front
CSRF_TRUSTED_ORIGINS = [URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# How it writes to people: without a server, mails are files in `outbox`, under the data
MAIL_SERVER = mail_server("PUPITRE_SMTP_URL")
MAIL_FROM = sender("PUPITRE_MAIL_FROM", f"Pupitre <pupitre@{HOST}>")

SECRET_KEY = secret("PUPITRE_SECRET_KEY_FILE", DATA / "keys" / "secret_key")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

AUTHENTICATION_BACKENDS = ["pupitre.foundation.web.sessions.Accounts"]
SESSION_ENGINE = "pupitre.foundation.web.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_NAME = "__Host-session" if IS_PRODUCTION else "pupitre_session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_PRODUCTION else "pupitre_csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pupitre.foundation.web.errors.csrf_failure"

# How long things are kept
RETENTION = {
    "undo": timedelta(days=number("PUPITRE_KEEP_UNDO_DAYS", 30)),
    "removed": timedelta(days=number("PUPITRE_KEEP_REMOVED_DAYS", 30)),
    "orphan_files": timedelta(hours=48),
    "attempts": timedelta(days=1),
    "addresses": timedelta(days=number("PUPITRE_KEEP_ADDRESSES_DAYS", 365)),
    "jobs": timedelta(days=number("PUPITRE_KEEP_JOBS_DAYS", 30)),
    "imports": timedelta(days=number("PUPITRE_KEEP_IMPORTS_DAYS", 30)),
    "undo_imports": timedelta(days=number("PUPITRE_KEEP_IMPORT_UNDO_DAYS", 30)),
    "bank_lines": timedelta(days=number("PUPITRE_KEEP_BANK_LINES_DAYS", 1096)),  # 36 months
}
LARGEST_FILE = number("PUPITRE_LARGEST_FILE_MB", 25) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = DATA / "tmp"
FILE_UPLOAD_HANDLERS = [
    "pupitre.foundation.files.limits.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "fr"
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL, LOGIN_REDIRECT_URL = "sign_in", "/"
MESSAGE_STORAGE = "pupitre.foundation.web.toasts.OfTheCompany"

DATABASES = {"default": database("PUPITRE_DATABASE_URL", DATA / "pupitre.sqlite3")}

MODULES = ["people", "suppliers", "bank", "mission"]
ENGINES = ["attention", "decisions", "tasks", "routines", "relay"]
FOUNDATION = [
    "registry",
    "accounts",
    "tenancy",
    "access",
    "audit",
    "events",
    "jobs",
    "files",
    "notifications",
    "imports",
    "safekeeping",
    "web",
    "search",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "csp",
    "pupitre.ui",
    *[f"pupitre.foundation.{name}" for name in FOUNDATION],
    *[f"pupitre.engines.{name}" for name in ENGINES],
    *[f"pupitre.modules.{name}" for name in MODULES],
    "pupitre.desk",
    "pupitre.demo",
]

MIDDLEWARE = [
    "pupitre.foundation.web.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "pupitre.foundation.web.middleware.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pupitre.foundation.tenancy.middleware.CompanyMiddleware",
    "pupitre.foundation.web.required.SecondFactorRequired",
    "pupitre.foundation.web.middleware.PrivatePages",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# Left to configure themselves, cotton and template-partials overwrite each other: the order is spelled out here.
FINDERS = ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"]
CACHED = [("django.template.loaders.cached.Loader", FINDERS)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "pupitre.foundation.web.shell.shell",
            ],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "loaders": [("template_partials.loader.Loader", CACHED)],
        },
    }
]

FORM_RENDERER = "pupitre.ui.widgets.PythonWidgets"

STATIC_URL = "/static/"
STATIC_ROOT = ASSETS.parent / "static"
STATICFILES_DIRS = [ASSETS]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files go through foundation.files only
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = logging_config(DATA, text("PUPITRE_LOG", ""))
SILENCED_SYSTEM_CHECKS = [
    "staticfiles.W004",  # the assets are made by bin/pupitre, after the first check has run
    "security.W005",  # HSTS without subdomains: the other names of the client's domain are not ours to close
    "security.W008",  # the proxy redirects http (docs/operate/https.md); the supervisor knocks without TLS
    "security.W021",  # nor is it ours to put the client's domain on the list that browsers carry for good
]
