"""What the settings take over from the pages: templates, static files, middleware, the content security policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WEB = Path(__file__).parent

APPLICATIONS = ["django.contrib.messages", "django.contrib.staticfiles", "django_htmx"]
STATIC_FOLDERS = [WEB / "shared" / "static"]
# After those of sessions and of the signed-in person; language and frame look at both.
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kaoping.web.shared.idle.idle_middleware",
    "kaoping.web.shared.language.language_middleware",
    "kaoping.web.shared.refusals.RefusalMiddleware",
]
CSRF_FAILURE_VIEW = "kaoping.web.shared.errors.form_too_old"
LOCKED_OUT = "kaoping.web.shared.errors.too_many_attempts"
# What the worker does for a page where it takes long, by the verb of the journal.
JOBS = {
    "import_facts": "kaoping.web.pages.facts_file.views.take_facts",
    "import_units": "kaoping.web.pages.units.uploading.take_units",
    "appoint_people": "kaoping.web.pages.people.uploading.take_people",
    "draft_task_lists": "kaoping.web.pages.task_lists.drafting.take_task_lists",
    "save_workbook": "kaoping.web.pages.entry.transfer.take_workbook",
    "publish": "kaoping.web.pages.publication.steps.publish_result",
}

# Nothing is loaded from anywhere else, nothing inline runs, no page is framed, no form leaves.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "shared" / "templates", WEB],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kaoping.web.shared.frame.frame_of_page",
            ],
            "builtins": [
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "kaoping.web.shared.tags.words",
                "kaoping.web.shared.tags.components",
                "kaoping.web.shared.tags.forms",
            ],
        },
    }
]
