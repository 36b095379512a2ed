import http.server
import io
import threading

import pytest
from pypdf import PdfReader

from hiring.lib.pdf import BASE_URL, render_pdf, static_file
from hiring.lib.sandbox import ChildFailed, Limits, run_child


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def canary():
    """A server that counts whoever asks it for anything."""
    hits = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", hits
    server.shutdown()


def test_prints_the_text_and_fetches_nothing(canary):
    url, hits = canary
    hostile = f"""<style>@import url("{url}/a.css"); body {{ background: url({url}/b.png) }}</style>
        <link rel="stylesheet" href="{url}/c.css"><link rel="attachment" href="file:///etc/passwd">
        <a rel="attachment" href="file:///etc/passwd">x</a>
        <img src="{url}/d.png"><img src="file:///etc/passwd"><object data="{url}/e.svg"></object>
        <img src="css/../settings.py"><p>Duties by day</p>"""
    pdf = render_pdf(hostile, folders={})
    assert "Duties by day" in text_of(pdf)
    assert hits == []
    assert PdfReader(io.BytesIO(pdf)).attachments == {}
    assert b"root:" not in pdf


def test_serves_only_files_of_its_folders(tmp_path):
    (tmp_path / "css").mkdir()
    sheet = tmp_path / "css" / "document.css"
    sheet.write_text("p { color: red }")
    (tmp_path / "secret.css").write_text("x")
    folders = {"css": [tmp_path / "css"]}
    assert static_file(BASE_URL + "css/document.css", folders) == sheet
    for url in (
        BASE_URL + "css/../secret.css",
        BASE_URL + "fonts/a.ttf",
        "file:///etc/passwd",
        "http://x/y.css",
        BASE_URL + "css/none.css",
    ):
        with pytest.raises(ValueError, match="."):
            static_file(url, folders)


def test_a_child_over_its_time_is_ended():
    with pytest.raises(ChildFailed) as failure:
        run_child("timeit", b"", "-n", "1", "-r", "1", "while True: pass", limits=Limits(cpu_seconds=1, wall_seconds=5))
    assert failure.value.reason == "time"


def test_a_child_that_someone_else_kills_is_not_blamed():
    with pytest.raises(ChildFailed) as failure:
        run_child("timeit", b"", "-n", "1", "-r", "1", "import os; os.kill(os.getpid(), 9)")
    assert failure.value.reason == "killed"


def test_a_child_over_its_memory_is_ended():
    with pytest.raises(ChildFailed) as failure:
        run_child("timeit", b"", "-n", "1", "-r", "1", "bytearray(2 << 30)", limits=Limits(memory_bytes=1 << 30))
    assert failure.value.reason == "memory"


def test_a_child_that_says_more_than_it_may_is_ended():
    flood = "import sys; sys.stdout.write('x' * 3_000_000); sys.stdout.flush()"
    with pytest.raises(ChildFailed) as failure:
        run_child("timeit", b"", "-n", "1", "-r", "1", flood, limits=Limits(output_bytes=1 << 20))
    assert failure.value.reason == "size"


def test_a_document_of_many_pages_fits_in_its_memory():
    pages = "".join(f"<h2>Day {day}</h2><p>{'What the role does on this day. ' * 60}</p>" for day in range(100))
    assert len(PdfReader(io.BytesIO(render_pdf(pages, folders={}))).pages) > 20
