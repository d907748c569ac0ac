"""What is installed is locked by name, version and hash, and nothing says where it came from."""

from __future__ import annotations

import re
import tomllib

from tests.architecture.project import ROOT, files, name

ADDRESS = re.compile(r"://|^\s*--?(?!hash=)\w|\s@\s", re.MULTILINE)
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<marker> ; [^\\]+)? \\$", re.MULTILINE)
REQUIREMENT = re.compile(r"^\w\S*", re.MULTILINE)


def test_the_lock_files_carry_no_addresses() -> None:
    locks = files("requirements/*", "*.lock", "*-lock.json", ".npmrc", "*pip.conf", "*uv.toml")
    assert locks
    assert not [name(path) for path in locks if ADDRESS.search(path.read_text("utf-8"))]


def test_everything_locked_has_a_version_and_a_hash() -> None:
    for path in files("requirements/*.txt"):
        blocks = re.split(r"\n(?=\w)", path.read_text("utf-8").strip())
        assert not [block for block in blocks if not PIN.match(block) or "--hash=sha256:" not in block], name(path)


def test_everything_declared_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    build = [*project["dependency-groups"]["build"], *project["project"]["dependencies"]]
    assert not {_package(one) for one in build} - _locked("run.txt").keys()
    assert not {_package(one) for one in project["project"]["optional-dependencies"]["web"]} - _locked("web.txt").keys()
    assert (
        not {_package(one) for one in project["dependency-groups"]["dev"] if isinstance(one, str)}
        - _locked("dev.txt").keys()
    )


def test_the_tests_run_with_the_versions_that_offices_run() -> None:
    assert _locked("run.txt").items() <= _locked("web.txt").items() <= _locked("dev.txt").items()


def _locked(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    return {pin["name"]: pin["version"] for pin in PIN.finditer(text)}


def _package(requirement: str) -> str:
    words = re.match(r"[\w-]+", requirement)
    assert words, requirement
    return words[0].lower().replace("_", "-")
