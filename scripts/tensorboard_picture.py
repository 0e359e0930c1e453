"""Take the picture of TensorBoard that the page training/tensorboard shows.

`python -m scripts.tensorboard_picture` writes docs/assets/tensorboard.webp: TensorBoard, looking at
what the cells of that page wrote. It needs a Chromium or Chrome of this system.
"""

import io
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from scripts import cells, paths
from scripts.loader import execute

PICTURE = paths.DOCS / "assets" / "tensorboard.webp"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
PATIENCE = 60  # seconds


def main() -> None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"No browser was found on the PATH; looked for {', '.join(BROWSERS)}.")
    with tempfile.TemporaryDirectory() as folder:
        write_log(Path(folder))
        shot = photograph(Path(folder) / "runs", browser)
    Image.open(io.BytesIO(shot)).convert("RGB").save(PICTURE, quality=80, method=6)
    print(f"{paths.shown(PICTURE)}: {PICTURE.stat().st_size / 1000:.0f} kB")


def write_log(folder: Path) -> None:
    """What the page's cell `fit` leaves behind, in `folder`/runs."""

    def keep(cell, _result):
        if cell.name == "fit":
            shutil.copytree("runs", folder / "runs")

    execute(cells.parse("training/tensorboard"), folder, end=keep)


def photograph(runs: Path, browser: str) -> bytes:
    """A PNG of the page on which TensorBoard shows the scalars in `runs`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["tensorboard.main", f"--logdir={runs}", f"--port={port}", "--host=127.0.0.1"]
    server = subprocess.Popen([sys.executable, "-m", *command], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=SWITCHES)
            size = {"width": 1200, "height": 640}
            page = chromium.new_page(viewport=size, color_scheme="light")
            page.set_default_timeout(1000 * PATIENCE)
            page.goto(f"http://127.0.0.1:{port}/?darkMode=false&tagFilter=%2Fval#timeseries")
            page.get_by_role("button", name="Close side pane").click()
            page.get_by_text("loss/val").first.wait_for()
            page.wait_for_timeout(4000)  # until the curves have been drawn
            shot = page.screenshot()
            chromium.close()
        return shot
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"TensorBoard did not answer at port {port} within {PATIENCE} seconds.")


if __name__ == "__main__":
    main()
