"""Notice changes of ledger files and of the program."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

import treatywatch
from treatywatch.ledger.cache import freshness
from treatywatch.ledger.cache.freshness import (
    CODE_FOLDERS,
    code_fingerprint,
    is_unchanged,
    list_glob,
    same_content,
    stat_file,
)
from treatywatch.ledger.read.files import digest
from treatywatch.ledger.read.sources import FileStat, Sources

SECOND = 1_000_000_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with some content."""
    path = tmp_path / "ledger.toml"
    path.write_bytes(b"format = 1\n")
    return path


def recorded(path: Path) -> FileStat:
    """The status of a file together with the hash of its content."""
    return stat_file(str(path), digest(path.read_bytes()))


def last_change(stat: FileStat) -> int:
    """The later of a file's two times of change."""
    return max(stat.modified, stat.changed)


def test_a_file_that_was_not_touched_is_unchanged(file: Path) -> None:
    """The status alone decides if the file was written long before the cache."""
    stat = recorded(file)
    assert is_unchanged(Sources((stat,)), last_change(stat) + 3 * SECOND) is True


@pytest.mark.parametrize("seconds", [-1, 0, 1, 2])
def test_a_file_written_shortly_before_it_was_read_is_uncertain(file: Path, seconds: int) -> None:
    """File systems count in up to two seconds, so a second write may leave the status as it is."""
    stat = recorded(file)
    assert is_unchanged(Sources((stat,)), last_change(stat) + seconds * SECOND) is None


def test_one_uncertain_file_is_enough(file: Path) -> None:
    """The order of the files does not matter."""
    recent = recorded(file)
    old = stat_file(treatywatch.__file__, "")
    for stats in ((old, recent), (recent, old)):
        assert is_unchanged(Sources(stats), last_change(recent)) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(b"format = 1\n\n"),
        lambda path: os.utime(path, ns=(0, 0)),
        lambda path: path.unlink(),
    ],
    ids=["longer", "other time", "deleted"],
)
def test_another_status_is_a_change(file: Path, change: Callable[[Path], object]) -> None:
    """A file of another size or time, or a deleted file, has changed."""
    stat = recorded(file)
    change(file)
    assert is_unchanged(Sources((stat,)), last_change(stat) + 3 * SECOND) is False


@pytest.mark.parametrize("name", ["new.toml", "new.txt"])
def test_a_new_file_changes_the_patterns_that_match_it(file: Path, name: str) -> None:
    """A pattern is listed again each time; files that it does not match do not matter."""
    listed = list_glob(str(file.parent), "*.toml")
    assert listed.found == (str(file),)
    (file.parent / name).touch()
    assert is_unchanged(Sources((), (listed,)), 0) is (name == "new.txt")


def test_content_is_compared_by_hash(file: Path) -> None:
    """A file of the same status is compared by its bytes."""
    stat = recorded(file)
    assert same_content([stat])
    assert not same_content([msgspec.structs.replace(stat, sha256=digest(b"format = 2\n"))])


@pytest.mark.parametrize("replace", [Path.touch, os.mkfifo, Path.mkdir, lambda _path: None])
def test_a_replaced_file_is_not_compared(file: Path, replace: Callable[[Path], object]) -> None:
    """A file that was replaced after its status was checked is not the same; a pipe is no wait."""
    stat = recorded(file)
    file.unlink()
    replace(file)
    assert not same_content([stat])


def test_a_path_that_leads_elsewhere_is_a_change(tmp_path: Path) -> None:
    """A switched link counts, whether it is the file or a folder above it."""
    folder = tmp_path.resolve()
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "x.toml").touch()
    (folder / "link").symlink_to("a")
    (folder / "file").symlink_to("link/x.toml")
    paths = (folder / "link", folder / "link" / "x.toml", folder / "file", folder / "a" / "x.toml")
    recorded_targets = [Sources((), (), ((str(path), str(path.resolve())),)) for path in paths]
    assert [is_unchanged(sources, 0) for sources in recorded_targets] == [True] * 4
    (folder / "link").unlink()
    (folder / "link").symlink_to("b")
    assert [is_unchanged(sources, 0) for sources in recorded_targets] == [False] * 3 + [True]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one module in each of its folders."""
    for folder in CODE_FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
        module = tmp_path / folder / "module.py"
        module.write_text("x = 1\n")
        os.utime(module, ns=(SECOND, SECOND))
    monkeypatch.setattr(freshness, "_PACKAGE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("folder", CODE_FOLDERS)
def test_the_fingerprint_changes_with_every_module(package: Path, folder: str) -> None:
    """A module's size and its time count, and so do new and deleted modules."""
    seen = {code_fingerprint()}
    module = package / folder / "module.py"
    module.write_text("x = 10\n")
    os.utime(module, ns=(SECOND, SECOND))
    seen.add(code_fingerprint())
    module.write_text("x = 11\n")
    os.utime(module, ns=(SECOND, SECOND + 1))
    seen.add(code_fingerprint())
    module.with_name("other.py").touch()
    seen.add(code_fingerprint())
    module.unlink()
    seen.add(code_fingerprint())
    assert len(seen) == 5


def test_the_fingerprint_is_the_same_for_the_same_modules(package: Path) -> None:
    """Compiled modules and other files do not count."""
    before = code_fingerprint()
    (package / "model" / "module.pyc").write_text("x")
    (package / "model" / "__pycache__").mkdir()
    assert code_fingerprint() == before


def test_the_fingerprint_covers_all_modules_that_read_a_ledger() -> None:
    """Each module that reading, checking or caching imports lies in one of the folders."""
    program = (
        "import sys\n"
        "import treatywatch.ledger.read.load, treatywatch.ledger.cache.cache\n"
        "import treatywatch.ledger.cache.build\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('treatywatch.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    root = Path(treatywatch.__file__).parent
    modules = [Path(name).relative_to(root) for name in done.stdout.decode().split()]
    assert len(modules) > 30
    outside = {path.as_posix() for path in modules if path.parent.as_posix() not in CODE_FOLDERS}
    assert outside == {"ledger/__init__.py"}
