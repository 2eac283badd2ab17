"""A small cache of answers on disk, safe for several processes: whole files, swapped in at once, checked when read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

_DIGEST = 64
_MOST = 2_000


def cache_folder() -> Path:
    """Where finnorm may keep what can be had again: the user's cache directory."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - on first use

    return user_cache_path("finnorm", appauthor=False) / "rates"


class RateCache:
    """Answers by what was asked. A cache that cannot be written or read is as good as empty; it is never an error.

    Args:
        folder: Where the files are; the user's cache directory where None. It is made when first needed.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     cache = RateCache(folder)
        ...     cache.put("asked", b"answered")
        ...     cache.get("asked"), cache.get("else")
        (b'answered', None)
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        self._folder = None if folder is None else Path(folder)

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return cache_folder() / "answers" if self._folder is None else self._folder

    def get(self, asked: str) -> bytes | None:
        """The answer, or None where there is none that is whole."""
        try:
            raw = self._path(asked).read_bytes()
        except OSError:
            return None
        digest, body = raw[:_DIGEST], raw[_DIGEST:]
        return body if hashlib.sha256(body).hexdigest().encode() == digest else None

    def put(self, asked: str, answer: bytes) -> None:
        """Keeps an answer; of very many, the oldest go."""
        with suppress(OSError):
            write_whole(self._path(asked), hashlib.sha256(answer).hexdigest().encode() + answer)
            files = list(self.folder.glob("*.answer"))
            if len(files) > _MOST:
                files.sort(key=lambda file: file.stat().st_mtime)
                for file in files[: _MOST // 4]:
                    file.unlink(missing_ok=True)

    def _path(self, asked: str) -> Path:
        return self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.answer"


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file that nobody sees half of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
