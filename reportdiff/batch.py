"""Many reports: read, compare and track any number of them, here or through any `concurrent.futures.Executor`.

Results come in the order of the input, as soon as they and all before them are there; only a window of them is in
memory at once. A file that cannot be read is a result with its error and never stops the rest.

Where you say `remote=True`, and nowhere else in this package, an input may be an address of any file system that fsspec
knows ("s3://bucket/2024.pdf", "https://…", "zip://2024.txt::reports.zip"); its extra is `remote`.
"""

import io
import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Generic, TypedDict, TypeVar, Unpack, cast, overload

from attrs import field, frozen

from .archive.archive import Archive, Entry
from .comparing import ReportDiff, compare
from .door import several
from .errors import MissingExtra, ReadError, ReportdiffError
from .facts import Tier, TierName
from .history.tracking import History, track
from .language.vocabulary import Vocabulary
from .model import Report
from .readers.limits import Limits
from .reading import read

T = TypeVar("T")
R = TypeVar("R")
# How many tasks are under way at once: enough to keep some tens of workers busy, few enough for memory.
WINDOW = 64
_GROUP = 32

Progress = Callable[[int], None]
_log = logging.getLogger(__name__)
logging.getLogger("reportdiff").addHandler(logging.NullHandler())  # who wants to see it sets logging up


@frozen
class Outcome(Generic[R]):
    """The result for one input: `value`, or `error` as one line that names the input and the remedy.

    Ask `value is None` rather than `error`, so that a type checker knows; or `get()`, which gives the value or raises
    `cause`: a `MissingExtra`, a `LimitExceeded`, the `OSError` of a missing file.
    """

    name: str
    value: R | None
    error: str | None
    cause: Exception | None = field(default=None, repr=False, eq=False)
    replaced: str = ""
    """Of `read_into`: whose report, read from the same file before, gave its place to this one."""

    def get(self) -> R:
        """The value; the error is raised where there is none."""
        if self.error is not None:
            raise self.cause or ReportdiffError(self.name, self.error)
        return cast(R, self.value)


def run(
    task: Callable[[T], R],
    items: Iterable[T],
    *,
    name: Callable[[T], str] = str,
    executor: Executor | None = None,
    window: int = WINDOW,
    progress: Progress | None = None,
) -> Iterator[Outcome[R]]:
    """`task` for every item, in order. `progress` is called with the number of results given so far.

    The logger `reportdiff.batch` says each input when it is done (info), or why it could not be (warning);
    nothing of it is shown unless you set logging up.
    """
    outcomes = _here(task, items, name) if executor is None else _there(task, items, name, executor, window)
    for count, outcome in enumerate(outcomes, 1):
        if outcome.error is None:
            _log.info("%d: %s", count, outcome.name)
        else:
            _log.warning("%d: %s", count, outcome.error)
        if progress is not None:
            progress(count)
        yield outcome


def _here(task: Callable[[T], R], items: Iterable[T], name: Callable[[T], str]) -> Iterator[Outcome[R]]:
    for item in items:
        yield _done(name(item), partial(task, item))


def _there(
    task: Callable[[T], R], items: Iterable[T], name: Callable[[T], str], executor: Executor, window: int
) -> Iterator[Outcome[R]]:
    waiting: deque[tuple[T, Future[R]]] = deque()
    with ExitStack() as pools:
        try:
            for item in items:
                executor, future = _submitted(executor, task, item, pools)
                waiting.append((item, future))
                if len(waiting) >= window:
                    yield _result(task, *waiting.popleft(), name)
            while waiting:
                yield _result(task, *waiting.popleft(), name)
        finally:  # also when the caller wants no more
            for _, future in waiting:
                future.cancel()


def _submitted(executor: Executor, task: Callable[[T], R], item: T, pools: ExitStack) -> tuple[Executor, "Future[R]"]:
    """The task handed in, to a new pool of processes where a worker's death has ended the one in use."""
    try:
        return executor, executor.submit(task, item)
    except BrokenProcessPool:
        fresh = pools.enter_context(ProcessPoolExecutor(getattr(executor, "_max_workers", None)))
        return fresh, fresh.submit(task, item)


def _result(task: Callable[[T], R], item: T, future: "Future[R]", name: Callable[[T], str]) -> Outcome[R]:
    """What a task gave. A worker that dies takes all that is under way with it: each is tried again by itself."""
    if _is_broken(future):
        with ProcessPoolExecutor(1) as alone:
            return _done(name(item), alone.submit(task, item).result)
    return _done(name(item), future.result)


def _is_broken(future: "Future[R]") -> bool:
    try:
        return isinstance(future.exception(), BrokenProcessPool)
    except CancelledError:
        return False


def _done(name: str, result: Callable[[], R]) -> Outcome[R]:
    try:
        return Outcome(name, result(), None)
    except ReportdiffError as error:
        own = not error.name or name.endswith(error.name)  # "pic.png" of "inbox/pic.png"
        return _failed(name, str(ReportdiffError("", error.problem, error.remedy)) if own else str(error), error)
    except OSError as error:
        return _failed(name, error.strerror or str(error), error)
    except BrokenProcessPool as error:
        return _failed(name, "the process that worked on it was killed. Give it more memory, or leave it out", error)
    except Exception as error:  # a fault of ours: the rest goes on and the fault is shown
        return _failed(name, f"failed ({type(error).__name__}: {error})", error)


def _failed(name: str, told: str, error: Exception) -> Outcome[Any]:
    return Outcome(name, None, told if told.startswith(name) else f"{name}: {told}", error)


class Reading(TypedDict, total=False):
    """What may be said of every report of a batch: the options of `reportdiff.read`."""

    date: date | None
    body: str | None
    holder: str | None
    portfolio: str | None
    version: str | None
    tier: TierName | Tier
    vocabulary: Vocabulary | None
    tracked: str
    limits: Limits
    isolate: bool


def read_all(
    paths: Iterable[str | Path],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    remote: bool = False,
    **options: Unpack[Reading],
) -> Iterator[Outcome[Report]]:
    """Read every file; `options` go to `reportdiff.read`. What is no regular file (a device, a pipe) is an error.

    With `remote` an input may be an address, which is fetched; without it that is an error.
    """
    several(paths, "paths", _PATHS)
    return run(partial(_read, remote, **options), paths, executor=executor, progress=progress)


_PATHS = "Give a list of paths"
_ADDRESS = re.compile(r"[A-Za-z][\w+.-]+(?:://|::)")


@contextmanager
def _open(address: str, remote: bool) -> Iterator[BinaryIO]:
    """The file at an address, open; whatever a file system raises is a `ReadError`."""
    if not remote:
        raise ReadError(address, "is an address, and nothing is fetched unasked", "Say remote=True to fetch it")
    try:
        import fsspec
    except ImportError:
        problem = "addresses need a package that is not installed"
        raise MissingExtra(address, problem, "Install it with: pip install 'reportdiff[remote]'") from None
    try:
        with fsspec.open(address, "rb") as file:
            yield file
    except ReportdiffError:
        raise
    except Exception as error:  # every file system has errors of its own
        said = f"cannot be fetched ({type(error).__name__}: {error})"
        raise ReadError(address, said, "Check the address, and that you may read it") from error


def _fetched(address: str, remote: bool, **options: Unpack[Reading]) -> Report:
    """The report at an address; it bears the name of the file there."""
    limit = options.get("limits", Limits()).bytes
    with _open(address, remote) as there:
        file = io.BytesIO(there.read(limit + 1))
    file.name = PurePosixPath(address.partition("::")[0].partition("?")[0]).name
    return read(file, **options)


def _read(remote: bool, path: str | Path, **options: Unpack[Reading]) -> Report:
    """A report from a regular file: a batch runs unattended, and a device or a pipe may never end."""
    if isinstance(path, str) and _ADDRESS.match(path):
        return _fetched(path, remote, **options)
    if "\0" not in str(path) and Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()):
        raise ReadError(str(path), "is no regular file", "Copy its content into a file")
    return read(path, **options)


@overload
def compare_all(
    pairs: Iterable[tuple[str | Path, str | Path]],
    *,
    summary: None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    remote: bool = False,
) -> Iterator[Outcome[ReportDiff]]: ...


@overload
def compare_all(
    pairs: Iterable[tuple[str | Path, str | Path]],
    *,
    summary: Callable[[ReportDiff], R],
    executor: Executor | None = None,
    progress: Progress | None = None,
    remote: bool = False,
) -> Iterator[Outcome[R]]: ...


def compare_all(
    pairs: Iterable[tuple[str | Path, str | Path]],
    *,
    summary: Callable[[ReportDiff], Any] | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    remote: bool = False,
) -> Iterator[Outcome[Any]]:
    """Read and compare every pair of an old and a new file (or address, with `remote`).

    With `summary` each value is what that function gives for the comparison: a worker then sends back only that, and
    not two reports and all that changed, which takes longer to send than to make. For worker processes it must be a
    function at the top of a module.
    """
    task = partial(_compare, summary, remote)
    return run(task, pairs, name=lambda pair: f"{pair[0]} -> {pair[1]}", executor=executor, progress=progress)


def _compare(summary: Callable[[ReportDiff], Any] | None, remote: bool, pair: tuple[str | Path, str | Path]) -> Any:
    diff = compare(_read(remote, pair[0]), _read(remote, pair[1]))
    return diff if summary is None else summary(diff)


def track_all(
    groups: Iterable[tuple[str, Iterable[str | Path]]],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    remote: bool = False,
) -> Iterator[Outcome[History]]:
    """Read and track every group of files (or addresses, with `remote`), each as (name, paths): a council's, say."""
    named = ((name, tuple(paths)) for name, paths in groups)
    return run(partial(_track, remote), named, name=lambda group: group[0], executor=executor, progress=progress)


def _track(remote: bool, group: tuple[str, tuple[str | Path, ...]]) -> History:
    return track([_read(remote, path) for path in group[1]])


def read_into(
    archive: Archive,
    paths: Iterable[str | Path],
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
    remote: bool = False,
    **options: Unpack[Reading],
) -> Iterator[Outcome[str]]:
    """Read every file (or address, with `remote`) into an archive and give the ids.

    Files that the archive has read before are passed over, unless `date`, `body`, `holder`, `portfolio` or `version`
    say something else than what is kept: then the file is read again, and the report that was read from it replaced;
    `Outcome.replaced` says whose that was. An archive keeps one report a file. It is lazy: go through it.

    It can be stopped at any moment and started again with the same files: the archive ends the same. `progress` counts
    what is safely in the archive (or failed); `options` go to `reportdiff.read`.
    """
    for count, outcome in enumerate(_read_into(archive, paths, executor, remote, options), 1):
        if outcome.error is None:
            _log.info("%d: %s%s", count, outcome.name, f" replaced {outcome.replaced}" if outcome.replaced else "")
        else:
            _log.warning("%d: %s", count, outcome.error)
        if progress is not None:
            progress(count)
        yield outcome


def _read_into(
    archive: Archive, paths: Iterable[str | Path], executor: Executor | None, remote: bool, options: Reading
) -> Iterator[Outcome[str]]:
    several(paths, "paths", _PATHS)
    fresh = (pair for pair in _digests(paths, remote) if _is_news(archive.entry_of(pair[1]), options))
    group: list[tuple[str, Outcome[Report]]] = []
    done = run(partial(_read_pair, remote, options), fresh, name=lambda pair: str(pair[0]), executor=executor)
    for outcome in done:
        digest, report = outcome.value or ("", None)
        group.append((digest, Outcome(outcome.name, report, outcome.error, outcome.cause)))
        if len(group) == _GROUP:
            yield from _keep(archive, group)
            group = []
    yield from _keep(archive, group)


def _is_news(entry: Entry | None, options: Reading) -> bool:
    """Whether a file is to be read: it was not yet, or the caller says something else of it now."""
    if entry is None:
        return True
    names = ("date", "body", "holder", "portfolio", "version")
    return any(options.get(name) not in (None, "", getattr(entry, name)) for name in names)


def _digests(paths: Iterable[str | Path], remote: bool) -> Iterator[tuple[str | Path, str]]:
    for path in paths:
        digest = ""  # reading it will say what is wrong
        with suppress(OSError, ValueError, ReportdiffError):
            if isinstance(path, str) and _ADDRESS.match(path):
                with _open(path, remote) as there:
                    digest = _digest(there)
            elif Path(path).is_file():
                with open(path, "rb") as file:
                    digest = _digest(file)
        yield path, digest


def _digest(file: BinaryIO) -> str:
    digest = sha256()
    while part := file.read(1 << 20):
        digest.update(part)
    return digest.hexdigest()


def _read_pair(remote: bool, options: Reading, pair: tuple[str | Path, str]) -> tuple[str, Report]:
    return pair[1], _read(remote, pair[0], **options)


def _keep(archive: Archive, group: list[tuple[str, Outcome[Report]]]) -> Iterator[Outcome[str]]:
    good = [(digest, outcome.value) for digest, outcome in group if outcome.value is not None]
    before = {digest: archive.entry_of(digest) for digest, _ in good}
    ids = iter(archive.add_files(good))
    for digest, outcome in group:
        key = next(ids) if outcome.value is not None else None
        entry = before.get(digest) if key is not None else None
        names = (entry.body, entry.portfolio, entry.holder) if entry else ()
        was = " · ".join(filter(None, names)) or (entry.name if entry else "")
        yield Outcome(outcome.name, key, outcome.error, outcome.cause, was)
