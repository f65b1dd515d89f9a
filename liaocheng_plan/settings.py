"""Settings of the portal. What varies comes from the environment (see README)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(mode=0o700, exist_ok=True)

DEBUG = environment.flag("DEBUG")
# Invented data in a database of their own, marked everywhere: see liaocheng_plan/demo.
DEMO = environment.flag("DEMO")
OWN = "demo_" if DEMO else ""
SECRET_KEY = environment.secret_key(VAR_DIR / f"{OWN}secret_key")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = environment.flag("HTTPS")
TIANDITU_KEY = environment.words("TIANDITU_KEY", "")
MAP_REVIEW_NUMBER = "".join(environment.words("MAP_REVIEW_NUMBER", ""))
MAP_ACCESS = environment.choice("MAP_ACCESS", ("public", "signed_in"), "public")

INSTALLED_APPS = [
    "liaocheng_plan.portal.admin_config.PlanAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.humanize",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "leaflet",
    "rest_framework",
    "rest_framework_gis",
    "simple_history",
    "liaocheng_plan.documents",
    "liaocheng_plan.organisation",
    "liaocheng_plan.places",
    "liaocheng_plan.progress",
    "liaocheng_plan.surveys",
    "zones",
    "circles",
    "markets",
    "logistics",
    "liaocheng_plan.portal",
    "liaocheng_plan.api",
    "liaocheng_plan.demo",
]

MIDDLEWARE = [
    "liaocheng_plan.demo.middleware.DemoMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "liaocheng_plan.urls"
WSGI_APPLICATION = "liaocheng_plan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "liaocheng_plan.portal.context.portal",
            ],
        },
    }
]

DATABASES = {
    "default": environment.database(VAR_DIR / "demo.sqlite3", "DEMO_DATABASE_URL")
    if DEMO
    else environment.database(VAR_DIR / "plan.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The unversioned name is in the runtime package; Django's default asks for the development one.
SPATIALITE_LIBRARY_PATH = "mod_spatialite.so"

# --- Language and time: Chinese first -------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "liaocheng_plan" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Who may come in ------------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "locked.html"
AXES_RESET_ON_SUCCESS = True

# --- Sessions, transport, content-security policy -------------------------------------------
SESSION_COOKIE_AGE = 60 * 60 * environment.number("IDLE_LOGOUT_HOURS", 2, 1, 24)
SESSION_SAVE_EVERY_REQUEST = False
# Browsers do not tell ports apart: plan and demo on one machine have cookies of their own.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{OWN}sessionid", f"{OWN}csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# `make run` answers on plain http at 127.0.0.1; behind a proxy with TLS, HTTPS=1 turns all on.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and "*" not in host]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TIANDITU_HOSTS = [f"https://t{n}.tianditu.gov.cn" for n in range(8)] if TIANDITU_KEY else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *TIANDITU_HOSTS],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = environment.folder(f"{OWN.upper()}MEDIA_ROOT", VAR_DIR / f"{OWN}media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "liaocheng_plan.portal.storage.LenientManifestStorage"
    },
}
# A form of 300 circles has some thousands of boxes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Imported files: megabytes as sent, megabytes unpacked, rows.
IMPORT_MB = environment.number("IMPORT_MB", 60, 1, 2000)
IMPORT_UNPACKED_MB = environment.number("IMPORT_UNPACKED_MB", 400, 1, 20_000)
IMPORT_ROWS = environment.number("IMPORT_ROWS", 250_000, 1, 10_000_000)
FIXTURES_DIR = BASE_DIR / "fixtures"

# --- E-mail: printed to the log until a server is named ---------------------------------------
SITE_URL = environment.site_url()
EMAIL_BACKEND, _mail = environment.mail_server()
EMAIL_HOST, EMAIL_PORT = _mail["host"], _mail["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["user"], _mail["password"]
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = _mail["ssl"], _mail["tls"], 20
DEFAULT_FROM_EMAIL = environment.address("EMAIL_FROM", "noreply@localhost")

# --- Caches ---------------------------------------------------------------------------------
# What holds off floods of survey answers is counted by all processes together, never kept.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "surveys": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "surveys_counters",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

# --- Jobs -----------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Jobs that the worker runs once a local day, given its date.
DAILY_JOBS = [
    "liaocheng_plan.progress.reminders.daily",
    "liaocheng_plan.documents.audit.jobs.check_again",
]
# What the worker asks every minute; each queues a job of its own where there is work.
WATCHES = [
    "liaocheng_plan.documents.audit.jobs.queue_if_stale",
    "circles.register.jobs.queue_if_outlines_changed",
]
DAILY_HOUR = environment.number("DAILY_HOUR", 8, 0, 23)

# --- History --------------------------------------------------------------------------------
# Going back to an old version would bring old stated figures back without their grounds.
SIMPLE_HISTORY_REVERT_DISABLED = True

# --- Maps -----------------------------------------------------------------------------------
LEAFLET_CONFIG = {
    "TILES": [],  # the portal draws its own backdrop; nothing is asked of another host
    "DEFAULT_CENTER": (36.4573, 115.9826),
    "DEFAULT_ZOOM": 12,
    "MIN_ZOOM": 8,
    "MAX_ZOOM": 18,
    "RESET_VIEW": False,
    "SCALE": "metric",
    "ATTRIBUTION_PREFIX": "",
    "NO_GLOBALS": False,
}

# --- Files for paper --------------------------------------------------------------------------
# A TrueType font with Chinese; by default the one that set-up installs (fonts-wqy-zenhei).
PDF_FONT = environment.file("PDF_FONT")

# --- API ------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "liaocheng_plan.api.schema.CollectionSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "liaocheng_plan.api.authentication.PersonalToken",
        "liaocheng_plan.api.authentication.Session",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
        "liaocheng_plan.api.throttles.WriteThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": f"{environment.number('API_RATE', 600, 1, 1_000_000)}/min",
        "user": f"{environment.number('API_RATE', 600, 1, 1_000_000) * 2}/min",
        "write": f"{environment.number('API_WRITE_RATE', 120, 1, 1_000_000)}/min",
    },
    "EXCEPTION_HANDLER": "liaocheng_plan.api.failures.problem",
}
KNOX_TOKEN_MODEL = "api.Token"
REST_KNOX = {"TOKEN_PREFIX": "lc"}
SPECTACULAR_SETTINGS = {
    "TITLE": "聊城市商业网点规划 API · Liaocheng commercial plan API",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # A deep link inside each button would be a control inside a control.
    "SWAGGER_UI_SETTINGS": {"deepLinking": False, "displayOperationId": False},
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": False,
}

# --- Demo -----------------------------------------------------------------------------------
if DEMO:
    EMAIL_BACKEND = "liaocheng_plan.demo.mail.DemoEmailBackend"
    SPECTACULAR_SETTINGS["TITLE"] = f"示例数据 Demo data · {SPECTACULAR_SETTINGS['TITLE']}"

# --- Log ------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "liaocheng_plan": {"level": "INFO"},
        "axes": {"level": "WARNING"},
        "django.security": {"level": "WARNING"},
    },
}

# Spatial references come from our own code only, so GDAL < 3.9 (Debian 12) is safe here.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]
