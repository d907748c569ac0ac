"""Django's own commands, such as `python manage.py migrate`; offices use `kaoping` instead."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.settings.embedded")
    execute_from_command_line(sys.argv)
