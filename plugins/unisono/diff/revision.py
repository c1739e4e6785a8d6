"""The pages of a git revision, and those of the working tree beside it, read without a checkout.

Files go by their names as git has them: from the root of the repository, with `/` between folders. git is run with lists of
arguments, and what comes from outside is never where it could be an option (gitcli(7)). What a repository configures git to run
is not run: see `_SAFE`.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from unisono.pages.liquid import Includes
from unisono.pages.model import Page
from unisono.pages.reading import read_head, read_page, unreadable_page
from unisono.text.files import INCLUDES, UnreadableError, check_size, decode, is_page, read_source
from unisono.text.source import Source


class GitError(Exception):
    """git cannot do what was asked; the message has its own words."""


_SAFE = {
    "safe.bareRepository": "explicit",  # the files of a bare repository among the pages are pages
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "submodule.recurse": "false",
    "protocol.allow": "never",
}
"""Settings (git-config(1)) before those of the repository, which may be anybody's. Of what is asked here, git would start the
file system monitor; and, where objects are left out (partial clones), what fetches them, from anywhere."""

_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
"""Before git 2.45, which knows the first, the second keeps it from fetching, whatever the repository allows."""


class Repository:
    """The git repository that a folder is in: the nearest above with `.git`, whatever the environment says. Raises GitError
    where there is none, or no git."""

    def __init__(self, folder: Path) -> None:
        self._program = _program("git")
        above = (folder.resolve(), *folder.resolve().parents)
        found = next((place for place in above if os.path.lexists(place / ".git")), None)
        if found is None:
            raise GitError(f"{folder.resolve()} is in no folder with .git: not a git repository")
        self.root = found
        top, store = (self._path("rev-parse", option) for option in ("--show-toplevel", "--absolute-git-dir"))
        if top != found or store == found:
            raise GitError(f"{found / '.git'} is not the repository of the files beside it; name no other with core.worktree")

    def git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What git writes. Raises GitError where it fails."""
        settings = [word for name, value in _SAFE.items() for word in ("-c", f"{name}={value}")]
        command = [self._program, "-C", os.fspath(self.root), "--no-pager", *settings, *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, env=_environment())  # noqa: S603  # no shell
        if done.returncode != 0:
            words = done.stderr.decode("utf-8", "replace").strip()
            raise GitError(words or f"git {arguments[0]} ended with status {done.returncode}")
        return done.stdout

    def _path(self, *arguments: str) -> Path:
        return Path(os.fsdecode(self.git(*arguments)).removesuffix("\n")).resolve()

    def commit(self, revision: str) -> str:
        """The id of the commit that a revision names (gitrevisions(7)). Raises GitError where it names none."""
        if revision.startswith("-"):
            raise GitError(f"'{revision}' is an option, not a revision; name a branch, a tag or a commit")
        try:
            found = self.git("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        except (GitError, ValueError) as error:  # ValueError: a NUL in the name
            raise GitError(f"cannot find the revision '{revision}': {error}") from None
        if found.startswith("^"):
            raise GitError(f"'{revision}' excludes a revision; name one")
        return found

    def name(self, path: Path) -> str:
        """What git calls the file or folder at `path`, which need not be there; "." for the root. Raises GitError for one
        outside the repository."""
        absolute = Path(os.path.normpath(path.absolute()))
        # A link to a folder is followed; one that is a page goes by its own name.
        real = absolute.resolve() if absolute.is_dir() else absolute.parent.resolve() / absolute.name
        if not real.is_relative_to(self.root):
            raise GitError(f"{path} is outside the repository at {self.root}")
        return real.relative_to(self.root).as_posix()


def _program(name: str) -> str:
    """Where a program is. Relative folders of PATH, and on Windows the working directory, are anybody's. Raises GitError."""
    suffix = ".exe" if os.name == "nt" else ""
    for folder in os.get_exec_path():
        file = os.path.join(folder, name + suffix)  # noqa: PTH118 (an empty one must not become ".")
        if os.path.isabs(folder) and os.access(file, os.X_OK) and os.path.isfile(file):  # noqa: PTH113, PTH117
            return file
    raise GitError("git is not installed; install it or add it to PATH")


def _environment() -> dict[str, str]:
    """That of git: without the variables that say which repository to use and what to run, but with the user's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")}
    return kept | _ENVIRONMENT


class Tree(Protocol):
    """The files of a repository at one time."""

    @property
    def names(self) -> Sequence[str]:
        """Of all files."""

    def load(self, names: Iterable[str]) -> None:
        """Make ready to read these files."""

    def read(self, path: Path, inside: Path) -> Source:
        """A file's text; `path` and the folder `inside` are from the root. Raises UnreadableError as `read_source` does."""


class WorkingTree:
    """The files on the disk that git tracks or would add."""

    def __init__(self, repository: Repository) -> None:
        self._root = repository.root
        listed = repository.git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        names = dict.fromkeys(os.fsdecode(name) for name in listed.split(b"\0") if name)  # one in conflict is there thrice
        self.names = [name for name in names if os.path.lexists(self._root / name)]

    def load(self, names: Iterable[str]) -> None:
        """Nothing to do: files are read when they are asked for."""

    def read(self, path: Path, inside: Path) -> Source:
        return read_source(self._root / path, self._root / inside, path.as_posix())


class Revision:
    """The files of a commit."""

    def __init__(self, repository: Repository, revision: str) -> None:
        self._repository = repository
        self._commit = repository.commit(revision)
        self._contents: dict[str, bytes | str] = {}
        self.names = list(_listed(repository.git("ls-tree", "-r", "-z", "--full-tree", self._commit)))

    def load(self, names: Iterable[str]) -> None:
        """Read the files, all with two gits. Those too large are left alone. Raises GitError."""
        wanted = []
        for name in names:
            if "\n" in name:  # git reads names line by line
                self._contents[name] = "there is a line end in its name; rename it"
            else:
                wanted.append(name)
        asked = b"".join(os.fsencode(f"{self._commit}:{name}\n") for name in wanted)
        found = _found(self._repository.git("cat-file", "--batch-check", "--follow-symlinks", stdin=asked))
        objects: dict[str, bytes] = {}
        for name, (head, reason) in zip(wanted, found, strict=True):
            try:
                if reason is None:
                    check_size(int(head[2]))
                    objects[name] = head[0]
                else:
                    self._contents[name] = reason
            except UnreadableError as error:
                self._contents[name] = str(error)
        distinct = list(dict.fromkeys(objects.values()))
        output = self._repository.git("cat-file", "--batch", stdin=b"".join(known + b"\n" for known in distinct))
        contents = dict(zip(distinct, _contents(output), strict=True))
        self._contents |= {name: contents[known] for name, known in objects.items()}

    def read(self, path: Path, inside: Path) -> Source:
        name = posixpath.normpath(path.as_posix())
        if name.startswith("../") or not Path(name).is_relative_to(inside):
            raise UnreadableError(f"it leads outside the folder {inside.as_posix()}; move the file into the folder")
        content = self._contents.get(name, "there is no such file; correct the name or add the file")
        if isinstance(content, str):
            raise UnreadableError(content)
        return decode(content, name)


def _listed(output: bytes) -> Iterator[str]:
    """Names of the files that git-ls-tree(1) lists with `-z`."""
    for entry in output.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        if name and head.split()[1] == b"blob":  # and not another repository's commit
            yield os.fsdecode(name)


_NO_FILE = {
    b"symlink": "it is a symbolic link that leads outside the repository; move the file into the repository",
    b"dangling": "it is a symbolic link to a file that is not there; correct the link",
    b"loop": "it is a symbolic link that leads to itself; correct the link",
    b"notdir": "it is a symbolic link into what is no folder; correct the link",
    b"tree": "it is a folder; name a file in it",
    b"missing": "git has not got its content; fetch it",
}


def _found(output: bytes) -> Iterator[tuple[list[bytes], str | None]]:
    """What git-cat-file(1) says of each object asked for ("Batch output"): id, kind and size, or why there is none."""
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        words = output[at:end].split()
        at = end + 1
        if words[-1] == b"missing":
            yield words, _NO_FILE[b"missing"]
            continue
        reason = _NO_FILE.get(words[-2])
        if reason is not None and words[-2] != b"tree":  # followed by the name that the link leads to
            at += int(words[-1]) + 1
        yield words, reason


def _contents(output: bytes) -> Iterator[bytes]:
    """The content of each object, all of which there are."""
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        size = int(output[at:end].split()[2])
        yield output[end + 1 : end + 1 + size]
        at = end + size + 2


class Given(NamedTuple):
    """What a page is read with: the includes folder, by default the nearest `_includes` above it, and `site` as in
    `read_page`."""

    includes: str | None = None
    site: Mapping[str, str] | None = None


def page_names(tree: Tree, wanted: Iterable[str]) -> list[str]:
    """The names of the pages at or below the files and folders `wanted`, in order."""
    roots = list(wanted)
    return sorted(name for name in tree.names if any(_is_wanted(name, root) for root in roots))


def pages_in(tree: Tree, names: Sequence[str], given: Callable[[str], Given] = lambda _: Given()) -> dict[str, Page]:
    """The pages with these names. `given` says what each is read with. Raises GitError."""
    known = {name[: at + len(INCLUDES)] for name in tree.names if (at := f"/{name}".find(f"/{INCLUDES}/")) >= 0}
    used = {name: folder if (folder := given(name).includes) is not None else _nearest(name, known) for name in names}
    folders = {folder: Includes(None if folder is None else Path(folder), tree.read) for folder in {*used.values()}}
    within = tuple(f"{folder}/" for folder in folders if folder is not None)
    tree.load({*names, *(name for name in tree.names if name.startswith(within))})
    return {name: _page(tree, name, folders[used[name]], given(name).site) for name in names}


def head_in(tree: Tree, name: str) -> Page:
    """What the front matter of the page with that name says, which is loaded."""
    try:
        return read_head(tree.read(Path(name), Path()))
    except UnreadableError as error:
        return unreadable_page(name, str(error))


def _is_wanted(name: str, root: str) -> bool:
    if name == root:
        return True
    prefix = "" if root == "." else f"{root}/"
    *folders, last = name[len(prefix) :].split("/")
    return name.startswith(prefix) and is_page(folders, last)


def _nearest(name: str, known: set[str]) -> str | None:
    while name:
        name = posixpath.dirname(name)
        if (folder := posixpath.join(name, INCLUDES)) in known:
            return folder
    return None


def _page(tree: Tree, name: str, includes: Includes, site: Mapping[str, str] | None) -> Page:
    try:
        return read_page(tree.read(Path(name), Path()), includes, site)
    except UnreadableError as error:
        return unreadable_page(name, str(error))
