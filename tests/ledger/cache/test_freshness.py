"""Notice changes of ledger files and of the program."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import treatywatch
from treatywatch.ledger.cache import freshness
from treatywatch.ledger.cache.freshness import (
    CODE_FOLDERS,
    FileStat,
    code_fingerprint,
    is_unchanged,
    list_glob,
    same_content,
    stat_file,
)
from treatywatch.ledger.read.files import digest

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
    assert is_unchanged([stat], [], last_change(stat) + 3 * SECOND) is True


@pytest.mark.parametrize("seconds", [-1, 0, 1, 2])
def test_a_file_written_shortly_before_it_was_read_is_uncertain(file: Path, seconds: int) -> None:
    """File systems count in up to two seconds, so a second write may leave the status as it is."""
    stat = recorded(file)
    assert is_unchanged([stat], [], last_change(stat) + seconds * SECOND) is None


def test_one_uncertain_file_is_enough(file: Path) -> None:
    """The order of the files does not matter."""
    recent = recorded(file)
    old = stat_file(treatywatch.__file__, "")
    for stats in ([old, recent], [recent, old]):
        assert is_unchanged(stats, [], last_change(recent)) is None


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
    assert is_unchanged([stat], [], last_change(stat) + 3 * SECOND) is False


@pytest.mark.parametrize("name", ["new.toml", "new.txt"])
def test_a_new_file_changes_the_patterns_that_match_it(file: Path, name: str) -> None:
    """A pattern is listed again each time; files that it does not match do not matter."""
    listed = list_glob(str(file.parent), "*.toml")
    assert listed.found == (str(file),)
    (file.parent / name).touch()
    assert is_unchanged([], [listed], 0) is (name == "new.txt")


def test_content_is_compared_by_hash(file: Path) -> None:
    """Only the bytes count; a file that cannot be read is not the same."""
    stats = [recorded(file)]
    os.utime(file, ns=(0, 0))
    assert same_content(stats)
    file.write_bytes(b"format = 2\n")
    assert not same_content(stats)
    file.unlink()
    assert not same_content(stats)


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
