"""Where a web server enters: `granian --interface wsgi kaoping.wsgi:application`."""

from __future__ import annotations

import gc
import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.settings.embedded")

application = get_wsgi_application()
# What is loaded by now lives as long as the process; nobody should wait while it is searched for garbage.
gc.collect()
gc.freeze()

from kaoping.web.shared.ready import keep_ready  # noqa: E402  # models can be named once Django is set up

Thread(target=keep_ready, daemon=True).start()
