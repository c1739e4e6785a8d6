"""A cache that a stranger has made and put into the repository: it neither harms nor vouches, and is said to be odd once."""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from sites import endpoint, write
from unisono.cli import main

SAMPLE = '~~~ bash\ncurl -X {} https://api.example.com/{}/\n~~~\n{{: title="Curl" }}\n'
FILE = ".unisono_cache/cache.sqlite3"


class Checkout:
    """A repository of 30 pages, of which one is wrong, and `unisono check` in it by a user who has a home."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.home = folder / "home"
        pages = {f"docs/{n}.md": endpoint(f"Page {n}", f"/{n}/", f"1.{n}", body=SAMPLE.format("GET", n)) for n in range(29)}
        bad = endpoint("Bad", "/bad/", "2", body=SAMPLE.format("PUT", "bad"))
        write(self.root, {**pages, "docs/bad.md": bad, ".git/HEAD": "", "unisono.toml": ""})
        self.file = self.root / FILE
        self.expected = self.run("--no-cache")[0]
        self.run()

    def run(self, *options: str, home: str = "home", **environment: str) -> tuple[str, int]:
        """The findings, and how many warnings there are. Ends by itself, with little memory and time."""

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
            resource.setrlimit(resource.RLIMIT_CPU, (20, 20))

        kept = {name: value for name, value in os.environ.items() if name != "UNISONO_CACHE_DIR"}
        command = [sys.executable, "-m", "unisono", "check", "docs", "--output-format", "concise", *options]
        done = subprocess.run(
            command,
            cwd=self.root,
            env={**kept, "XDG_CACHE_HOME": str(self.home.with_name(home)), **environment},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limit,
        )
        assert done.returncode == 1, done.stderr
        return done.stdout, done.stderr.count("Warning: the cache in")

    def execute(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.file)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def check(self, warnings: int = 1) -> None:
        """The right answer with one warning, and the next time without."""
        assert self.run() == (self.expected, warnings)
        assert self.run() == (self.expected, 0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout(tmp_path_factory.mktemp("made"))


@pytest.fixture
def checkout(made: Checkout) -> Checkout:
    shutil.rmtree(made.file.parent)
    assert made.run() == (made.expected, 0)
    return made


def test_what_a_stranger_says_of_a_page_does_not_count(checkout: Checkout) -> None:
    """Made by Unisono itself, for the same page, by somebody who is another user and has changed the finding."""
    shutil.rmtree(checkout.file.parent)
    checkout.run(home="stranger")
    with closing(sqlite3.connect(checkout.file)) as connection, connection:
        (good,) = connection.execute("SELECT value FROM known_1 WHERE name = 'docs/1.md'").fetchone()
        connection.execute("UPDATE known_1 SET value = ? WHERE name = 'docs/bad.md'", (good,))
    checkout.check()


def test_a_key_of_the_repository_does_not_count(checkout: Checkout) -> None:
    key = checkout.root / "home" / "unisono" / "key"
    key.parent.mkdir(parents=True)
    key.write_bytes(b"k" * 32)
    assert checkout.run(XDG_CACHE_HOME=str(checkout.root / "home")) == (checkout.expected, 1)
    shutil.copy(key, checkout.file.parent)
    assert checkout.run(UNISONO_CACHE_DIR=str(checkout.file.parent)) == (checkout.expected, 0)
    assert key.read_bytes() == b"k" * 32


def test_a_value_of_another_page_or_kind_does_not_count(checkout: Checkout) -> None:
    checkout.execute("UPDATE known_1 SET value = (SELECT value FROM known_1 WHERE name = 'docs/1.md')")
    checkout.check()


@pytest.mark.parametrize(
    "statements",
    [
        (
            "DROP TABLE known_1",
            "CREATE VIEW known_1 AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT * FROM c",
        ),
        (
            "ALTER TABLE known_1 RENAME TO t",
            "CREATE VIEW known_1 AS SELECT kind, name, digest, written, zeroblob(1000000000) AS value FROM t",
        ),
        ("CREATE TRIGGER t AFTER INSERT ON known_1 BEGIN DELETE FROM known_1; END",),
        ("CREATE TABLE other (a)",),
        ("CREATE INDEX i ON known_1 (digest)",),
        ("DROP TABLE known_1",),
        ("DROP TABLE known_1", "CREATE TABLE known_1 (kind, name, digest, written, value)"),
        ("UPDATE known_1 SET value = zeroblob(20000000) WHERE name = 'docs/bad.md'",),
        ("UPDATE known_1 SET value = 7",),
        ("UPDATE known_1 SET value = 'text'",),
        ("UPDATE known_1 SET value = x''",),
        ("UPDATE known_1 SET digest = x'00ff'",),
        ("UPDATE known_1 SET digest = CAST(x'ff' AS TEXT)",),
    ],
    ids=lambda statements: statements[-1][:40],
)
def test_another_database(checkout: Checkout, statements: tuple[str, ...]) -> None:
    checkout.execute(*statements)
    checkout.check()


def test_a_bomb(checkout: Checkout) -> None:
    with closing(sqlite3.connect(checkout.file)) as connection, connection:
        connection.execute("UPDATE known_1 SET value = ?", (zlib.compress(b"\0" * 500_000_000, 9),))
    checkout.check()


def _link(file: Path, target: Path) -> None:
    file.unlink()
    file.symlink_to(target)


def _pipe(file: Path, target: Path) -> None:
    del target
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    "spoil",
    [
        _link,
        _pipe,
        lambda file, _: _link(file, Path("/dev/zero")),
        lambda file, _: os.truncate(file, 1_000_000_001),
        lambda file, _: file.write_bytes(b""),
    ],
    ids=["link", "pipe", "device", "size", "empty"],
)
def test_another_file(checkout: Checkout, tmp_path: Path, spoil: Callable[[Path, Path], object]) -> None:
    target = tmp_path / "target"
    shutil.copy(checkout.file, target)
    before = target.read_bytes()
    spoil(checkout.file, target)
    checkout.check()
    assert target.read_bytes() == before


def test_a_folder_that_leads_elsewhere(checkout: Checkout, tmp_path: Path) -> None:
    shutil.rmtree(checkout.file.parent)
    checkout.file.parent.symlink_to(tmp_path)
    assert checkout.run() == (checkout.expected, 1)
    assert list(tmp_path.iterdir()) == []
    checkout.file.parent.unlink()
    checkout.file.parent.mkdir()


def test_a_journal_beside_it_is_not_looked_at(checkout: Checkout, tmp_path: Path) -> None:
    """SQLite would put back what a hot one holds, and delete the file that it names."""
    target = tmp_path / "target"
    target.write_text("target")
    for name in ("cache.sqlite3-journal", "cache.sqlite3-wal", "cache.sqlite3-shm"):
        (checkout.file.parent / name).symlink_to(target)
    checkout.check(warnings=0)
    write(checkout.root, {"docs/28.md": endpoint("Other", "/28/", "1.28", body=SAMPLE.format("GET", 28))})
    checkout.check(warnings=0)
    assert target.read_text() == "target"


def test_five_hundred_wrong_rows(made: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few at a time, of every kind that a row can have; of those whose digest is another, nothing is said."""
    chance = random.Random(7)
    monkeypatch.chdir(made.root)
    monkeypatch.delenv("UNISONO_CACHE_DIR")

    def run() -> tuple[str, int]:
        done = CliRunner().invoke(main, ["check", "docs", "--output-format", "concise"])
        return done.stdout, done.stderr.count("Warning: the cache in")

    values = [
        None,
        7,
        -1,
        2**62,
        1.5,
        float("inf"),
        "",
        "text",
        "\0",
        b"",
        b"\xff",
        b"\0" * 16,
        zlib.compress(b"{}"),
        "x" * 10**6,
    ]
    for _ in range(25):
        shutil.rmtree(made.file.parent)
        run()
        with closing(sqlite3.connect(made.file)) as connection, connection:
            rows = connection.execute("SELECT rowid, * FROM known_1").fetchall()
            for row in chance.sample(rows, 20):
                column = chance.choice(["value", "value", "digest", "written", "name", "kind"])
                value = chance.choice(values)
                if column == "value" and chance.random() < 0.5:
                    kept = bytearray(row[-1])
                    kept[chance.randrange(len(kept))] ^= 1 << chance.randrange(8)
                    value = bytes(kept)
                connection.execute(f"UPDATE OR IGNORE known_1 SET {column} = ? WHERE rowid = ?", (value or "", row[0]))
            connection.execute("UPDATE known_1 SET value = x'00' WHERE name = 'docs/bad.md'")
        assert run() == (made.expected, 1)
        assert run() == (made.expected, 0)


def test_what_a_killed_run_has_left_goes(checkout: Checkout) -> None:
    old, new = (checkout.file.with_name(f".unisono-{name}.tmp") for name in ("old", "new"))
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    checkout.execute("DELETE FROM known_1")
    checkout.run()
    assert (old.exists(), new.exists()) == (False, True)
