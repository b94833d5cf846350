"""The truth: one N-Quads file an article, and each earlier version of it, written so that a crash leaves old or new."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.store.errors import DamagedFileError

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_SEAL = b"# sha256 "
_FORMAT = "cifre store, format 1\n"


class ArticleFiles:
    """The folders ``articles``, ``versions`` and, while an article is being forgotten, ``forgotten`` of a store.

    Parameters
    ----------
    root : Path
        The store's folder; made with the first article.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.articles = root / "articles"
        self.versions = root / "versions"
        self.forgotten = root / "forgotten"

    def path(self, article_id: str) -> Path:
        """Return the file of an article: its id where that is a plain name, else a readable form with a hash.

        Capitals are hashed too, since some file systems do not tell them apart.

        Examples
        --------
        >>> ArticleFiles(Path("s")).path("0f95c868").name
        '0f95c868.nq'
        >>> ArticleFiles(Path("s")).path("https://example.org/a?b=1").name
        'https_example.org_a_b_1~aa8f8f8dbc8c.nq'
        """
        if _PLAIN.fullmatch(article_id):
            return self.articles / f"{article_id}.nq"
        slug = re.sub(r"[^a-z0-9.-]+", "_", article_id.lower()).strip("_.")[:60]
        digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()
        return self.articles / f"{slug}~{digest[:12]}.nq"

    def stamps(self) -> dict[str, str]:
        """Return size and time of change of every article file, by file name: the cheap test of what has changed."""
        try:
            with os.scandir(self.articles) as entries:
                found = [(e.name, e.stat()) for e in entries if e.name.endswith(".nq") and e.is_file()]
        except FileNotFoundError:
            return {}
        return {name: stamp_of(stat) for name, stat in found}

    def write(self, article_id: str, data: bytes, *, keep: bool = True) -> str:
        """Write an article's file and return its stamp; `keep` the version that it replaces.

        Written to a temporary name, fsynced, renamed, the folder fsynced: a reader sees the old file or the new one.
        """
        target = self.path(article_id)
        self._prepare()
        temporary = target.with_suffix(".tmp")
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                stat = os.fstat(file.fileno())
            if keep and target.exists():
                self._keep_version(target)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(self.articles)
        return stamp_of(stat)

    def remove(self, article_id: str) -> bool:
        """Remove an article's file and its earlier versions; return whether there was one.

        Removing the file is the step that counts: cut off before it, `tidy` brings the versions back, after it, it
        removes them.
        """
        target = self.path(article_id)
        if not target.exists():
            return False
        kept, doomed = self.versions / target.stem, self.forgotten / target.stem
        if kept.is_dir():
            self.forgotten.mkdir(exist_ok=True)
            kept.replace(doomed)
            sync_folder(self.versions)
            sync_folder(self.forgotten)
        target.unlink()
        sync_folder(self.articles)
        self.tidy()
        return True

    def tidy(self) -> None:
        """Finish or undo what a writer that was killed has left; whoever calls it holds the store's lock."""
        for doomed in _entries(self.forgotten):
            if (self.articles / f"{doomed.name}.nq").exists():
                doomed.replace(self.versions / doomed.name)
            else:
                shutil.rmtree(doomed)
        if self.forgotten.is_dir():
            self.forgotten.rmdir()
        for path in _entries(self.articles):
            if path.suffix == ".tmp":
                path.unlink()

    def earlier(self, article_id: str) -> tuple[Path, ...]:
        """Return the files of an article's earlier versions, oldest first."""
        return self.earlier_of(self.path(article_id).stem)

    def earlier_of(self, stem: str) -> tuple[Path, ...]:
        """Return the files of the earlier versions of the article whose file has this name without its ending."""
        target = self.articles / f"{stem}.nq"
        found = sorted((self.versions / stem).glob("*.nq"))
        if found and target.exists() and found[-1].read_bytes() == target.read_bytes():
            found.pop()  # kept by a writer that was killed before it wrote what was to replace it
        return tuple(found)

    def _keep_version(self, target: Path) -> None:
        data = target.read_bytes()
        if not sealed(data):
            return
        folder = self.versions / target.stem
        folder.mkdir(parents=True, exist_ok=True)
        last = max((int(path.stem) for path in folder.glob("*.nq")), default=0)
        if last and (folder / f"{last:04d}.nq").read_bytes() == data:
            return
        os.link(target, folder / f"{last + 1:04d}.nq")
        sync_folder(folder)
        sync_folder(self.versions)

    def _prepare(self) -> None:
        if not self.articles.is_dir():
            self.articles.mkdir(parents=True, exist_ok=True)
            (self.root / "FORMAT").write_text(_FORMAT, encoding="utf-8")
            sync_folder(self.root)


def encode(quads: Iterable[Quad]) -> bytes:
    """Return an article's file: sorted N-Quads, sealed by a comment with their digest: a cut file is noticed."""
    lines = sorted((serialize(quads, format=RdfFormat.N_QUADS) or b"").split(b"\n")[:-1])
    body = b"".join(line + b"\n" for line in lines)
    return body + _SEAL + hashlib.sha256(body).hexdigest().encode() + b"\n"


def decode(path: Path) -> tuple[NamedNode, list[Quad]]:
    """Read an article's file and return the name of its graph and its quads.

    Raises
    ------
    DamagedFileError
        If the file is cut, changed, no N-Quads or mixes graphs.
    """
    data = path.read_bytes()
    if not sealed(data):
        raise DamagedFileError(
            f"{path} is damaged (its checksum does not fit)", "ingest the article again, or restore a backup"
        )
    try:
        quads = list(parse(data, format=RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise DamagedFileError(f"{path} is not N-Quads ({error})", "ingest the article again") from error
    graphs = {quad.graph_name for quad in quads}
    graph = graphs.pop() if len(graphs) == 1 else None
    if not isinstance(graph, NamedNode):
        raise DamagedFileError(f"{path} is not the graph of one article", "ingest the article again")
    return graph, quads


def sealed(data: bytes) -> bool:
    """Return whether an article's file is whole: its last line is the digest of what stands before it."""
    body, seal, digest = data.rpartition(_SEAL)
    return bool(seal) and digest == hashlib.sha256(body).hexdigest().encode() + b"\n"


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def stamp_of(stat: os.stat_result) -> str:
    """Return size and time of change as one string."""
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
