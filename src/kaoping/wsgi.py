"""Where a web server enters: `granian --interface wsgi kaoping.wsgi:application`."""

from __future__ import annotations

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.settings.embedded")

application = get_wsgi_application()

from kaoping.web.shared.memory import settle  # noqa: E402  # models can be named once Django is set up
from kaoping.web.shared.ready import keep_ready  # noqa: E402  # as above

settle()
Thread(target=keep_ready, daemon=True).start()
