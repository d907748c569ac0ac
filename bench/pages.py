"""Three thousand units in an installation: a run in the background, its ranking beside a plain Django template."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

CODE = "import django; django.setup(); from bench.pages_within import measure; measure()"


def main() -> None:
    """Prints what is measured in a process of its own, with the settings and the database of an installation."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"DJANGO_SETTINGS_MODULE": "kaoping.settings.embedded", "KAOPING_DATA": folder}
        environment = {**os.environ, **own, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", CODE], check=True, env=environment)


if __name__ == "__main__":
    main()
