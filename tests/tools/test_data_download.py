"""Downloads from mirrors that fail in every way: each is told in plain words, another one helps."""

import hashlib
import http.server
import os
import re
import socket
import threading
import time
from dataclasses import replace

import pytest

from scripts import data_download
from scripts.data_download import Failed, fetch, probe
from scripts.data_mirrors import Archive

CONTENT = os.urandom(400_000)
HALF = len(CONTENT) // 2


class Mirrors(http.server.BaseHTTPRequestHandler):
    """One server that behaves as the first part of the path says."""

    def do_GET(self):
        kind = self.path.split("/")[1]
        self.server.asked.append((kind, self.headers["Range"]))
        if kind.isdecimal():
            return self.send_error(int(kind))
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers["Range"] or "")
        content = CONTENT[:HALF] if kind == "shortened" else CONTENT
        if kind == "wrong":
            content = bytes(len(CONTENT))
        if found and kind != "rangeless":
            start, end = int(found[1]), int(found[2] or len(content) - 1)
            if start >= len(content):
                return self.send_error(416)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
            content = content[start : end + 1]
        else:
            self.send_response(200)
        if kind != "endless":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        getattr(self, f"_{kind}", self.wfile.write)(content)

    def _cut(self, content):
        self.wfile.write(content[: len(content) // 2])

    def _dead(self, content):
        if len(content) == len(CONTENT):
            self.wfile.write(content[:HALF])

    def _silent(self, content):
        self.wfile.write(content[:1000])
        time.sleep(1)

    def _slow(self, content):
        for at in range(0, len(content), 20_000):
            self.wfile.write(content[at : at + 20_000])
            time.sleep(0.03)

    def _endless(self, content):
        self.wfile.write(content + b"more")

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):  # a reader that hangs up
        pass


@pytest.fixture(autouse=True)
def network(monkeypatch):
    """No proxy, and a name server that does not know what must not be known."""
    ask = socket.getaddrinfo

    def answer(host, *arguments, **options):
        if host.endswith(".invalid"):
            raise socket.gaierror("not known")
        return ask(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture(scope="module")
def server():
    with Server(("127.0.0.1", 0), Mirrors) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def get(server, tmp_path, monkeypatch):
    """Fetch from mirrors of these kinds; returns what was said."""
    monkeypatch.setattr(data_download, "CHUNK", 10_000)
    server.asked = []

    def get(*kinds, content=CONTENT):
        said = []
        assert fetch(archive(server, *kinds), tmp_path, said.append).read_bytes() == CONTENT
        assert not list(tmp_path.glob("*.part"))
        return "\n".join(said)

    get.folder = tmp_path
    get.part = tmp_path / "set.gz.part"
    return get


def archive(server, *kinds):
    address = f"http://127.0.0.1:{server.server_port}"
    mirrors = tuple(kind if "://" in kind else f"{address}/{kind}/set.gz" for kind in kinds)
    return Archive("set.gz", len(CONTENT), hashlib.md5(CONTENT).hexdigest(), mirrors, {})


def test_a_good_mirror_gives_the_file_without_a_word(get):
    assert get("good") == ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("403", "answers 403 Forbidden: it does not give the file"),
        ("404", "answers 404 Not Found: the file is not there"),
        ("429", "answers 429 Too Many Requests: trouble on its side, later it may work"),
        ("500", "answers 500 Internal Server Error: trouble on its side, later it may work"),
        ("503", "answers 503 Service Unavailable: trouble on its side"),
        ("wrong", "gave another file: its md5 is "),
        ("shortened", "has another file: 200,000 bytes, not 400,000"),
        ("endless", "has another file: more than 400,000 bytes"),
        ("silent", "sends nothing for 0.3 seconds"),
        ("http://mirror.invalid/set.gz", "is not known by name here: is there a network?"),
    ],
)
def test_a_mirror_that_fails_is_told_with_its_reason_and_the_next_one_helps(
    get, kind, words, monkeypatch
):
    if kind == "silent":
        monkeypatch.setattr(data_download, "SILENT_SECONDS", 0.3)
    said = get(kind, "good")
    assert words in said
    assert said.startswith("mirror.invalid" if "://" in kind else "127.0.0.1:")


def test_a_mirror_that_refuses_the_connection_is_told(get):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/set.gz"
        assert "it refuses or breaks the connection" in get(address, "good")


def test_a_connection_that_breaks_off_is_taken_up_where_it_broke(get, server):
    said = get("cut", "good")
    assert "broke off after 200,000 of 400,000 bytes: going on there" in said
    assert "broke off 5 times" in said
    assert server.asked[:2] == [("cut", None), ("cut", "bytes=200000-")]
    assert server.asked[-1] == ("good", "bytes=387500-"), "the next mirror goes on too"


def test_a_mirror_that_gives_nothing_more_is_left(get):
    assert "breaks off at 200,000 bytes and gives nothing more" in get("dead", "good")


def test_what_an_earlier_attempt_left_is_gone_on_with(get, server):
    get.part.write_bytes(CONTENT[:123])
    assert get("good") == ""
    assert server.asked == [("good", "bytes=123-")]


def test_a_whole_part_needs_no_mirror(get, server):
    get.part.write_bytes(CONTENT)
    assert get("good") == "" and server.asked == []


def test_a_mirror_that_ignores_ranges_is_told_and_starts_again(get):
    get.part.write_bytes(CONTENT[:123])
    assert "cannot go on from 123 bytes: from the start again" in get("rangeless")


def test_a_damaged_part_is_not_held_against_the_mirror(get):
    get.part.write_bytes(b"captive portal")
    assert get("good") == "what was kept of set.gz is damaged: from the start again"


def test_a_part_longer_than_the_mirror_s_file_is_kept_for_the_next(get, server):
    get.part.write_bytes(CONTENT[: HALF + 1])
    said = get("shortened", "good")
    assert "answers 416" in said and "its file is shorter than what has arrived" in said
    assert server.asked[-1] == ("good", f"bytes={HALF + 1}-")


def test_a_slow_mirror_waits_until_the_others_have_failed(get, server, monkeypatch):
    monkeypatch.setattr(data_download, "PATIENCE", 0.1)
    monkeypatch.setattr(data_download, "SLOW", 10_000_000)
    said = get("slow", "404")
    assert re.search(r"gives \d+ kB a second, \d+ minutes to go; the others first", said)
    assert [kind for kind, _ in server.asked] == ["slow", "404", "slow"]
    assert server.asked[-1][1].startswith("bytes="), "and goes on where it was"


def test_when_no_mirror_gives_it_what_has_arrived_is_kept(get, server):
    said = []
    with pytest.raises(Failed, match="no mirror gives set.gz; 200,000 bytes are kept"):
        fetch(archive(server, "404", "dead"), get.folder, said.append)
    assert get.part.read_bytes() == CONTENT[:HALF]
    assert not (get.folder / "set.gz").exists()


def test_a_file_of_that_name_with_other_content_is_fetched_again(get):
    (get.folder / "set.gz").write_bytes(b"half")
    assert get("good") == ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("good", r"has the file \(answered in [\d.]+ s\)"),
        ("rangeless", r"has the file, but cannot resume \(answered in [\d.]+ s\)"),
        ("shortened", "has another file: 200,000 bytes, not 400,000"),
        ("404", "answers 404 Not Found: the file is not there"),
        ("http://mirror.invalid/x", r"is not known by name here: is there a network\?"),
    ],
)
def test_the_doctor_hears_what_a_mirror_answers(server, kind, words):
    server.asked = []
    asked = archive(server, kind)
    assert re.fullmatch(words, probe(asked, asked.mirrors[0]))


def test_a_certificate_or_a_proxy_in_the_way_is_told_in_words(monkeypatch):
    for kind, words in (("SSLError", "certificate"), ("ProxyError", "proxy")):

        def fails(*_, kind=kind, **__):
            raise getattr(data_download.requests.exceptions, kind)("no")

        monkeypatch.setattr(data_download.requests, "get", fails)
        any_archive = replace(ANY, mirrors=("https://mirror.invalid/",))
        assert words in probe(any_archive, any_archive.mirrors[0])


ANY = Archive("set.gz", 1, "", (), {})
