"""Reading files and finding pages: the one place of the core that touches the disk."""

from __future__ import annotations

import errno
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, MutableSequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from unisono.text.regex import regex
from unisono.text.source import Source

MAX_BYTES = 4_000_000
"""The largest page or include that is read. Hand-written pages are thousands of times smaller."""

INCLUDES = "_includes"
"""The name of the includes folder, as in Jekyll."""

_OF_JEKYLL = frozenset(
    {INCLUDES, "_layouts", "_sass", "_site", "_data", "_plugins", "_drafts", "_schemas"}  # the last is CloudCannon's
)
"""Folders that Jekyll, or the editor that its sites are kept in, reads and does not publish, at any depth. Any other folder
with an underscore is a collection, which is pages (<https://jekyllrb.com/docs/structure/>)."""

_TEMPLATE = "_defaults.md"
"""What the editor makes a new page of a collection from."""

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""MkDocs' `utils.markdown_extensions`."""

_CONFIGURATION = regex(r"Gemfile(?:\.lock)?|_config(?:\.[\w-]+)*\.(?:ya?ml|toml)")
"""The files beside the pages that tell Jekyll how to build them."""


class UnreadableError(Exception):
    """A file that cannot be read as text; the message says why and what to do."""


class AbsentError(UnreadableError):
    """There is no such file."""


def read_source(path: Path, inside: Path, shown: str | None = None) -> Source:
    """The file's text. `shown` is its name in findings, by default the path as given.

    Raises UnreadableError where the file is absent, not a regular file, larger than `MAX_BYTES`, not UTF-8 text, or, symbolic
    links followed, outside the folder `inside`.
    """
    try:
        data = read_bytes(path, inside)
    except (FileNotFoundError, NotADirectoryError):
        raise AbsentError("there is no such file; correct the name or add the file") from None
    except OSError as error:
        raise UnreadableError(f"{error.strerror or error}; check the file's name and permissions") from None
    return decode(data, shown if shown is not None else os.fspath(path))


def read_bytes(path: Path, inside: Path, limit: int = MAX_BYTES) -> bytes:
    """What is in a file, of which no more than `limit` bytes are read.

    Raises OSError, and UnreadableError where it is larger, not a regular file, in git's own folder, or, symbolic links
    followed, outside the folder `inside`, or where that itself leads out of the project (`project`). What is looked at is what
    has been opened, whatever the name comes to stand for.
    """
    with _opened(path, inside) as (descriptor, real):
        check_size(_regular(descriptor, real), limit)
        data = _read(descriptor, limit + 1)
    check_size(len(data), limit)
    return data


def first_bytes(path: Path, inside: Path, number: int) -> bytes:
    """As many of the first bytes of a file, however large it is. Raises as `read_bytes`, but for a large one."""
    with _opened(path, inside) as (descriptor, real):
        _regular(descriptor, real)
        return _read(descriptor, number)


@contextmanager
def _opened(path: Path, inside: Path) -> Iterator[tuple[int, str]]:
    """The descriptor of a file, and its real path."""
    try:
        real, root = os.path.realpath(path), os.path.realpath(inside)
        bounds = _bounds(os.fspath(inside), os.getcwd())  # noqa: PTH109
        if bounds is not None and not _is_in(root, bounds):
            raise UnreadableError(f"the folder {inside} leads outside {bounds}; put a folder in the place of the link")
        if not _is_in(real, root):
            raise UnreadableError(f"it leads outside the folder {inside}; move the file into the folder")
        if f"{os.sep}.git{os.sep}" in real[len(root) :].lower():
            raise UnreadableError("it is in git's own folder; name a file beside it")
        descriptor = os.open(real, _READING)
    except ValueError:  # a NUL in the name
        raise UnreadableError("that is not a file's name; correct it") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnreadableError("it is a symbolic link that leads to itself; correct the link") from None
        raise
    try:
        yield descriptor, real
    finally:
        os.close(descriptor)


def _regular(descriptor: int, real: str) -> int:
    """The size of a file that has been opened. Raises UnreadableError for what is no regular file."""
    status = os.fstat(descriptor)
    if S_ISDIR(status.st_mode):
        raise UnreadableError("it is a folder; name a file in it")
    if not S_ISREG(status.st_mode):
        raise UnreadableError("it is not a regular file; replace it by one")
    if not _is_at(descriptor, real):
        raise UnreadableError("another file has taken its place meanwhile; try again")
    return status.st_size


def _read(descriptor: int, most: int) -> bytes:
    data = bytearray()
    while len(data) < most and (part := os.read(descriptor, most - len(data))):
        data += part
    return bytes(data)


def _is_in(real: str, folder: str) -> bool:
    return real == folder or real.startswith(folder.rstrip(os.sep) + os.sep)


@cache
def _bounds(folder: str, here: str) -> str | None:
    """The real path of what a folder must not lead out of. `here` is the working directory."""
    del here
    bounds = project(Path(folder))
    return None if bounds is None else os.path.realpath(bounds)


# A pipe is not waited for, and a link that has just taken the file's place is not followed.
_WAITING_FOR_NOTHING = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_READING = _WAITING_FOR_NOTHING | getattr(os, "O_NOFOLLOW", 0)


def _is_at(descriptor: int, real: str) -> bool:
    """Whether an open file is the one at a path without symbolic links."""
    try:
        opened = os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115  # proc(5)
        return opened.removesuffix(" (deleted)") == real
    except OSError:  # not on this system
        return os.path.realpath(real) == real and os.path.samestat(os.stat(real), os.fstat(descriptor))  # noqa: PTH116


def decode(data: bytes, shown: str) -> Source:
    """A file's text from its bytes. Raises UnreadableError where they are too many or not UTF-8 text."""
    check_size(len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02x} at byte {error.start}"
        raise UnreadableError(f"it is not UTF-8 text ({byte}); save it as UTF-8, or keep it outside the pages") from None
    if "\0" in text:
        raise UnreadableError(f"it is binary (a NUL at byte {data.index(0)}); keep it outside the pages")
    return Source(shown, text)


def check_size(size: int, limit: int = MAX_BYTES) -> None:
    """Raises UnreadableError for a file of more than `limit` bytes."""
    if size > limit:
        raise UnreadableError(f"it is {size:,} bytes long, more than the {limit:,} that are read; split it")


def find_pages(
    path: Path,
    *,
    made: bool = True,
    passed_over: Callable[[str, bool], bool] = lambda _, __: False,
    also: Callable[[Path], bool] = lambda _: False,
) -> Iterator[Path]:
    """The Markdown files at `path`, in order: itself, or those below it but for hidden or vendored folders and what is Jekyll's
    own (`is_of_jekyll`). Without `made`, those of folders below it that a program has made are left out (`_is_made`); what else
    is, `passed_over` says of each path, be it a folder's (`True`) or a file's. With them come those of other names of which
    `also` says so, but for hidden ones and the copies of pages.

    Symbolic links to folders are followed, each folder once, by its own name where it has one below `path`; a link that leads
    out of the project is itself among what is found, as nothing in it is looked at. Raises FileNotFoundError if there is
    nothing at `path`, OSError for a folder that cannot be listed, and UnreadableError for a file that is not of Markdown by its
    name: nothing in it would be seen.
    """
    if path.is_file():
        must_be_page(path)
        yield path
        return
    if not path.is_dir():
        raise FileNotFoundError(path)
    seen: set[str] = set()
    waiting = deque([os.fspath(path)])
    while waiting:
        start = waiting.popleft()
        real = os.path.realpath(start)
        if seen and not _is_in(real, _bounds(os.fspath(path), os.getcwd()) or os.path.realpath(path)):  # noqa: PTH109
            yield Path(start)
            continue
        for folder, folders, names in walked(Path(start), links=waiting):
            place = real + folder[len(start) :]
            if place in seen or (not made and folder != os.fspath(path) and _is_made(names)):
                folders.clear()
                continue
            seen.add(place)
            folders[:] = sorted(f for f in folders if not _is_passed_over(f) and not passed_over(f"{folder}{os.sep}{f}", True))
            yield from _pages_in(folder, names, passed_over, also)


def _pages_in(
    folder: str, names: list[str], passed_over: Callable[[str, bool], bool], also: Callable[[Path], bool]
) -> Iterator[Path]:
    """Those of the files in a folder that `find_pages` finds."""
    own = {name for name in names if is_markdown(name)}
    for name in sorted(names):
        place = f"{folder}{os.sep}{name}"
        if name in own:
            if not passed_over(place, False):
                yield Path(place)
        elif _may_be_misnamed(name, own) and not passed_over(place, False) and also(file := Path(place)):
            yield file


def _may_be_misnamed(name: str, pages: set[str]) -> bool:
    """Whether a file may be meant as a page that is none by its name; `pages` are the names of those beside it."""
    return not (name.startswith(".") or ends_as_page(name) or pages.intersection(originals(name)))


def originals(name: str) -> Iterator[str]:
    """The names of the pages that a file with another name may be a program's copy of: `order.md` of `order.md~`."""
    yield name.strip("#")
    yield from (name[:end] for end in range(len(name) - 1, 0, -1) if name[end] in "~.")


def must_be_page(path: Path) -> None:
    """Raises UnreadableError for a file that a user names as a page, and that is not of Markdown by its name."""
    if not ends_as_page(path.name):
        raise UnreadableError(
            f"{path} is not a page: the name of one ends with {', '.join(_MARKDOWN)}. Name a page or a folder of pages; "
            "'unisono import' makes pages of a document of OpenAPI, of a collection of Postman or of another site"
        )


def walked(
    path: Path, *, strict: bool = True, links: MutableSequence[str] | None = None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, which before Python 3.12 nests a call for each folder, and so ends at a thousand. Symbolic links to folders
    are not followed, but put into `links`. Raises OSError for a folder that cannot be listed, if it is `strict`; else passes
    over it."""
    waiting = [os.fspath(path)]
    while waiting:
        folder = waiting.pop()
        folders: list[str] = []
        names: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    (folders if _is_folder(entry) else names).append(entry.name)
        except OSError:
            if strict:
                raise
            continue
        yield folder, folders, names
        below = [os.path.join(folder, name) for name in folders]  # noqa: PTH118 (asked for each folder of a site)
        linked = {place for place in below if os.path.islink(place)}  # noqa: PTH114
        waiting += (place for place in reversed(below) if place not in linked)
        if links is not None:
            links += (place for place in below if place in linked)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """As `os.walk` takes it: a link that leads nowhere, or to itself, is a file, which is told when it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_page(folders: Iterable[str], name: str) -> bool:
    """Whether the file called `name`, `folders` below the folder where pages are sought, is one that `find_pages` finds."""
    return is_markdown(name) and not any(_is_passed_over(folder) for folder in folders)


def is_of_jekyll(path: str) -> bool:
    """Whether a file, by its path with slashes from the folder of the pages, is one that Jekyll builds with and does not
    publish: a layout, an editor's template of a page, the configuration."""
    *folders, name = path.split("/")
    return name == _TEMPLATE or not _OF_JEKYLL.isdisjoint(folders) or (not folders and bool(_CONFIGURATION.fullmatch(name)))


def _is_passed_over(folder: str) -> bool:
    return folder.startswith(".") or folder == "node_modules" or folder in _OF_JEKYLL


def _is_made(names: Iterable[str]) -> bool:
    """Whether the files of a folder show that it is what MkDocs has built, or an environment of Python (PEP 405)."""
    return {"sitemap.xml", "sitemap.xml.gz"} <= set(names) or "pyvenv.cfg" in names


def is_markdown(name: str) -> bool:
    """Whether a file is one of Markdown by its name, in any case."""
    return ends_as_page(name) and name != _TEMPLATE


def ends_as_page(name: str) -> bool:
    """Whether a file's name has the ending of one of Markdown."""
    return name.lower().endswith(_MARKDOWN)


def beginning(path: Path, characters: int) -> str:
    """The first characters of a file, as far as they are text; empty for one that holds none or cannot be read, and for what is
    no regular file."""
    try:
        descriptor = os.open(path, _WAITING_FOR_NOTHING)
    except (OSError, ValueError):
        return ""
    try:
        data = _read(descriptor, characters) if S_ISREG(os.fstat(descriptor).st_mode) else b""
    except OSError:
        return ""
    finally:
        os.close(descriptor)
    return "" if b"\0" in data else data.decode("utf-8-sig", errors="ignore")


def find_includes(page: Path) -> Path | None:
    """The includes folder that a page uses when none is configured: the nearest `_includes` in the folders above it, up to the
    root of the repository, relative to the working directory if `page` is."""
    for parent in page.absolute().parents:
        if (found := parent / INCLUDES).is_dir():
            return found if page.is_absolute() else Path(os.path.relpath(found))
        if os.path.lexists(parent / ".git"):
            break
    return None


def read_include(path: Path, folder: Path) -> Source:
    """The text of a file in an includes folder, which must not lead out of the project or, outside of any, of the folder that
    it is in. Raises UnreadableError, also as `read_source` does."""
    if _bounds(os.fspath(folder), os.getcwd()) is None:  # noqa: PTH109
        leads_inside(folder, folder.parent)
    return read_source(path, folder)


def file_of(source: Source) -> str:
    """The file that a source is named after, one for all its names: its real path."""
    return os.path.realpath(source.path)


def repository() -> Path:
    """The root of the repository that the working directory is in; the directory itself if it is in none."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)


def repository_of(path: Path) -> Path | None:
    """The root of the repository that a file or folder is in, as it is named; None if it is in none."""
    absolute = Path(os.path.normpath(path.absolute()))
    return next((folder for folder in absolute.parents if os.path.lexists(folder / ".git")), None)


def project(path: Path) -> Path | None:
    """The folder whose content is somebody else's, of a path that a user gives: the root of the repository that it is in, else
    the working directory. None for a path that is in neither."""
    absolute, here = Path(os.path.normpath(path.absolute())), Path.cwd()
    return repository_of(path) or (here if absolute.is_relative_to(here) else None)


def leads_inside(path: Path, folder: Path) -> None:
    """Raises UnreadableError for a path that is, or by symbolic links leads, outside a folder."""
    real = os.path.realpath(path)
    if not _is_in(real, os.path.realpath(folder)):
        raise UnreadableError(f"{path} leads outside {folder}, to {real}; name one that is in there")


def files_below(folder: Path) -> list[Path]:
    """The files in a folder and those below it, in order. Raises OSError for a folder that cannot be listed."""
    found = (Path(above, name) for above, _, names in walked(folder) for name in names)
    return sorted(path for path in found if path.is_file())


MAX_FOLDERS = 100
"""How deep folders of a site may be. MkDocs, and themes that draw its navigation, nest calls, and end at a few hundred."""


def keep_inside(folder: Path) -> None:
    """Raises UnreadableError for a folder below `folder`, however deep, that is a symbolic link out of the project, and for
    folders that are nested deeper than `MAX_FOLDERS`."""
    bounds = project(folder) or folder
    depth = len(folder.parts) + MAX_FOLDERS
    for above, folders, _ in walked(folder, strict=False):
        if folders and len(place := Path(above).parts) >= depth:
            first = "/".join(place[len(folder.parts) :][:3])
            raise UnreadableError(f"{folder} has folders nested deeper than {MAX_FOLDERS}, in {first}/…; flatten them")
        for name in folders:
            if (path := Path(above, name)).is_symlink():
                leads_inside(path, bounds)


def leads_to(path: Path) -> Path:
    """The real path of what a user names. Raises UnreadableError where it is in the project, and leads out of it by a symbolic
    link, which is not the user's. Links that are elsewhere are followed."""
    real = Path(os.path.realpath(path))
    folder = project(path)
    if folder is not None and not real.is_relative_to(os.path.realpath(folder)):
        raise UnreadableError(f"{path} is a symbolic link that leads out of {folder}, to {real}; name that")
    return real


def relative(path: str, folder: Path) -> str:
    """The path from `folder`, with slashes, whether the file is there or not; absolute where there is none (another drive)."""
    absolute = os.path.normpath(Path(path).absolute())
    try:
        return Path(os.path.relpath(absolute, folder.absolute())).as_posix()
    except ValueError:
        return Path(absolute).as_posix()
