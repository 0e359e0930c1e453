"""A program with workers behind a main guard: a script, really run."""

# %% guard
import subprocess
import sys
from pathlib import Path

script = """
from torch.utils.data import DataLoader


def main():
    loader = DataLoader(
        range(4), num_workers=1, multiprocessing_context="spawn"
    )
    for batch in loader:
        print(batch)


if __name__ == "__main__":
    main()
"""
Path("train.py").write_text(script, encoding="utf-8")
run = subprocess.run(
    [sys.executable, "train.py"], capture_output=True, text=True, check=True
)
print(run.stdout)
