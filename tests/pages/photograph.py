"""Takes pictures of the sample pages that `serve` serves: python -m tests.pages.photograph FOLDER ADDRESS PATH …"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.pages.browser import ARGUMENTS, CHROMIUM

SIZES = {"1366": (1366, 768), "390": (390, 844)}


def photograph(folder: Path, address: str, paths: list[str]) -> None:
    """One picture per page, size and colour scheme; of the whole page, its window's height first."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for size, (width, height) in SIZES.items():
            for colours in ("light", "dark"):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
                for path in paths:
                    page.goto(address + path)
                    name = path.strip("/").replace("/", "-").replace("?", "-")
                    page.screenshot(path=folder / f"{name}-{size}-{colours}.png")
                    if colours == "light":
                        page.screenshot(path=folder / f"{name}-{size}-whole.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    photograph(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
