"""What the machine does to a store: a full disk, a folder that cannot be written, two writers, killed processes."""

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from graph_articles import fill, some_article

from kg.ingest import ingest
from kg.store import Put, Store, StoreError
from kg.store.verify import verify

KG = (sys.executable, "-c", "from kg.cli import main; main()")
ROOT = Path(__file__).parents[2]
SENTENCE = "Nel {} Reply ha fatturato {} milioni di euro e contava {} dipendenti, secondo il bilancio della società.\n"


def kg(*arguments, **options):
    return subprocess.run(
        [*KG, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False, cwd=ROOT, **options
    )


def one_line(done):
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_full_disk_is_one_line_and_what_was_stored_before_stays(tmp_path):
    path, news = tmp_path / "graph", tmp_path / "news"
    fill(path, [some_article(1, (5,))])
    news.mkdir()
    long = "".join(SENTENCE.format(2000 + n % 25, 300 + n, 200 + n) for n in range(40))
    (news / "a.txt").write_text(long, encoding="utf-8")

    def short_of_space():
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    said = one_line(kg("ingest", news, "--store", path, preexec_fn=short_of_space))
    assert "is full" in said
    assert "free some space" in said
    assert {info.id for info in Store(path).articles()} == {"n1"}
    assert list(path.rglob("*.tmp")) == []
    assert list(verify(path)) == []


def _put_with_little_space(path, limit, results):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    stored = []
    try:
        for number in range(2, 12):
            Store(path).put(*some_article(number, range(1, 40)))
            stored.append(f"n{number}")
    except StoreError as error:
        results.put((stored, str(error)))
    else:
        results.put((stored, ""))


@pytest.mark.parametrize("limit", [60_000, 120_000, 250_000, 1_000_000])
def test_wherever_space_runs_out_no_acknowledged_article_is_lost(tmp_path, limit):
    """The system refuses to make any file longer: that of an article, of the index, of what is published."""
    path = tmp_path / "graph"
    fill(path, [some_article(1, (5,))])
    context = multiprocessing.get_context("spawn")
    results = context.SimpleQueue()
    process = context.Process(target=_put_with_little_space, args=(path, limit, results))
    process.start()
    stored, said = results.get()
    process.join()
    assert said == "" or "is full" in said
    assert {"n1", *stored} <= {info.id for info in Store(path).articles()}
    store = Store(path)
    store.put(*some_article(99, (1,)))
    assert list(verify(path)) == []


def test_a_disk_that_is_full_while_backing_up_or_restoring_leaves_everything_as_it_was(tmp_path):
    path, other, archive = tmp_path / "graph", tmp_path / "other", tmp_path / "copia.tar.gz"
    fill(path, [some_article(number, range(1, 40)) for number in range(6)])
    fill(other, [some_article(7, (5,))])
    assert kg("store", "backup", archive, "--store", other).returncode == 0
    before = archive.read_bytes()

    def short_of_space():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    said = one_line(kg("store", "backup", archive, "--replace", "--store", path, preexec_fn=short_of_space))
    assert "is full" in said
    assert "free some space" in said
    assert archive.read_bytes() == before

    assert kg("store", "backup", tmp_path / "large.tar.gz", "--store", path).returncode == 0
    files = {file.name: file.read_bytes() for file in other.rglob("*.nq")}
    restoring = "store", "restore", tmp_path / "large.tar.gz", "--replace", "--store", other
    assert "is full" in one_line(kg(*restoring, preexec_fn=short_of_space))
    assert {file.name: file.read_bytes() for file in other.rglob("*.nq")} == files
    assert list(tmp_path.rglob("*.partial")) == []
    assert list(verify(other)) == []


def _rebuild_and_die(path):
    def track(names):
        yield names[0]
        os.kill(os.getpid(), signal.SIGKILL)

    Store(path).rebuild(track=track)


def test_a_rebuild_that_was_killed_has_done_nothing_and_the_next_writer_clears_it_away(stored):
    before = stored.canonical_nquads()
    process = multiprocessing.get_context("spawn").Process(target=_rebuild_and_die, args=(stored.path,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert [finding.file for finding in verify(stored.path)] == ["index.new"]
    assert Store(stored.path).canonical_nquads() == before
    with stored.writing():
        pass
    assert list(verify(stored.path)) == []
    assert stored.canonical_nquads() == before


def mounted(*options):
    """Mount something and return whether that can be done here."""
    return (
        bool(shutil.which("mount"))
        and not subprocess.run(["mount", *options], capture_output=True, check=False).returncode
    )


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 megabytes; only the system's administrator may have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted("-t", "tmpfs", "-o", "size=24m", "tmpfs", folder):
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_fills_up_loses_no_acknowledged_article(small_disk):
    path, stored = small_disk / "graph", []
    with pytest.raises(StoreError, match="is full"):
        for number in range(2000):
            if Store(path).put(*some_article(number, range(1, 40))) == Put.ADDED:
                stored.append(f"n{number}")
    assert stored != []
    seen = {info.id for info in Store(path).articles()}
    assert set(stored) <= seen
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    store = Store(path)
    store.put(*some_article(9999, (1,)))
    assert {*stored, "n9999"} <= {info.id for info in store.articles()}
    assert list(verify(path)) == []


@pytest.fixture
def read_only(tmp_path):
    """A store on a medium that cannot be written, and what to call to have it from its files alone."""
    path = tmp_path / "graph"
    fill(path, [some_article(1, (5,))])
    if os.geteuid():
        path.chmod(0o555)
        yield path
        path.chmod(0o755)
        return
    # Permissions do not bind the administrator; a read-only mount does.
    for options in (["--bind", path, path], ["-o", "remount,bind,ro", path]):
        if (
            not shutil.which("mount")
            or subprocess.run(["mount", *options], capture_output=True, check=False).returncode
        ):
            subprocess.run(["umount", path], capture_output=True, check=False)
            pytest.skip("nothing can be mounted here")
    yield path
    subprocess.run(["umount", path], check=True)


def test_a_store_that_cannot_be_written_is_read_and_says_so_when_it_is_written(read_only):
    listed = kg("articles", "--json", "--store", read_only)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert '"article": "n1"' in listed.stdout
    assert "cannot be written" in one_line(kg("forget", "n1", "--store", read_only))
    assert "cannot be written" in one_line(kg("store", "rebuild", "--store", read_only))
    assert kg("store", "verify", "--store", read_only).returncode == 0
    assert len(Store(read_only).articles()) == 1


def _hold(path, ready, free):
    with Store(path).writing():
        ready.set()
        free.wait(60)
        Store(path)


def test_a_second_writer_waits_and_says_so_in_the_end_and_loses_nothing(stored):
    context = multiprocessing.get_context("fork")
    ready, free = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(str(stored.path), ready, free))
    holder.start()
    try:
        assert ready.wait(60)
        second = Store(stored.path)
        with (
            pytest.raises(StoreError, match=r"somebody else is writing to the store .*: wait until they have"),
            second.writing(wait=0.2),
        ):
            pass
        assert len(second.articles()) == 2  # reading goes on
        free.set()
        second.put(*some_article(3, (7,)))
    finally:
        free.set()
        holder.join(60)
    assert {info.id for info in Store(stored.path).articles()} == {"nivale", "pallas-2024", "n3"}
    assert list(verify(stored.path)) == []


def test_the_workers_of_a_killed_ingest_end_and_what_was_told_is_there(tmp_path):
    path = tmp_path / "graph"
    code = (
        "import sys; from kg.ingest import ingest; from kg.store import Store\n"
        "from graph_articles import restated, some_article\n"
        "if __name__ == '__main__':\n"
        "    ingest(Store(sys.argv[1]), (some_article(n, (n + 1,))[0] for n in range(10**6)), extract=restated,\n"
        "           workers=2, extractor='prova/1', on_article=lambda o: print(o.article, o.status, flush=True))\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code)
    search = os.pathsep.join(map(str, (ROOT, ROOT / "tests", Path(__file__).parent)))
    with subprocess.Popen(
        [sys.executable, script, path],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": search},
        start_new_session=True,
    ) as process:
        assert process.stdout
        told = [process.stdout.readline().split()[0] for _ in range(6)]
        process.kill()
        rest, _ = process.communicate(timeout=60)  # the workers hold its standard output until they have gone
    told += [line.split()[0] for line in rest.splitlines() if line.endswith("added")]
    assert set(told) <= {info.id for info in Store(path).articles()}
    assert list(verify(path)) == []
    deadline = time.monotonic() + 20
    while _members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = _members(process.pid)
    for one in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    assert left == []


def _members(group):
    """Return the processes of a group."""
    listed = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, encoding="utf-8", check=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return [int(pid) for pid, of, state in rows if int(of) == group and not state.startswith("Z")]


def test_an_ingest_that_was_killed_goes_on_where_it_was(store):
    articles = [some_article(number, (number + 1,)) for number in range(4)]
    found = {article.id: extraction for article, extraction in articles}
    asked = []

    def cut_off(article):
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(article.id)
        return found[article.id]

    def run(extract):
        return ingest(
            store, [article for article, _ in articles], extract=extract, extractor="prova/1", skip_current=True
        )

    with pytest.raises(KeyboardInterrupt):
        run(cut_off)
    assert [outcome.status for outcome in run(lambda a: found[a.id]).outcomes] == ["unchanged"] * 2 + ["added"] * 2
