"""What pip complains about, said as one sentence with what to do. Standard library only."""

import platform
import re

AGAIN = "Then run the command again: it goes on where it stopped."

# The first pattern found in what pip wrote to stderr decides; networks come before "no version",
# because pip ends with the latter when it cannot reach a registry.
SENTENCES = (
    (
        r"No module named pip",
        "The .venv has no pip: run `python -m ensurepip` with its Python (or make it with `uv venv "
        f"--seed`). {AGAIN}",
    ),
    (
        r"No space left on device|Errno 28|WinError 112|not enough space",
        "The disk is full, either that of this folder or that of the temporary folder (TMPDIR "
        f"names another one). Make room. {AGAIN}",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package arrived with other bytes than the lock file names: a damaged download, or a "
        "mirror that changes packages. Run `python -m pip cache purge` or leave the mirror out. "
        + AGAIN,
    ),
    (
        r"Permission denied|Access is denied|Read-only file system|WinError 5\b",
        "A file in .venv cannot be written. Close the programs that use it, make the folder yours, "
        f"or delete .venv. {AGAIN}",
    ),
    (
        r"\b40[137] Client Error|HTTP error 4\d\d|Proxy Authentication",
        "The package registry refuses to answer. Check the proxy (HTTPS_PROXY) and the registry "
        f"that pip is told to use (`python -m pip config list`, PIP_INDEX_URL). {AGAIN}",
    ),
    (
        r"Retrying \(|ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|Pool\(",
        "The package registry cannot be reached. Connect to the network or set HTTPS_PROXY; where "
        f"the registry is slow or blocked, PIP_INDEX_URL can name a mirror. {AGAIN}",
    ),
    (
        r"\(from versions: none\)",
        "The package registry that pip is told to use does not have a package, or refuses to hand "
        "it out. Check `python -m pip config list`, PIP_INDEX_URL and HTTPS_PROXY. " + AGAIN,
    ),
    (
        r"No matching distribution found",
        f"A locked package has no build for Python {platform.python_version()} on "
        f"{platform.system()} {platform.machine()}. torch is built for 64-bit Python 3.11 to 3.14 "
        "on Linux, Windows (x86) and macOS 14 or newer (Apple silicon). With one of these, delete "
        ".venv and run the command again.",
    ),
)


def explain(stderr: str, code: int) -> str:
    for pattern, sentence in SENTENCES:
        if re.search(pattern, stderr):
            return sentence
    return f"pip ended with exit code {code}; the lines above say why. Mend that. {AGAIN}"
