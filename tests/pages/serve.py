"""Serves the sample pages on this machine: PYTHONPATH=src:. python -m tests.pages.serve"""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.pages.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line([sys.argv[0], "runserver", "--insecure", "--noreload", *sys.argv[1:]])
