"""A program whose workers start workers: a script, really run."""

# %% no-guard
import re
import subprocess
import sys
from pathlib import Path

script = """
from torch.utils.data import DataLoader

loader = DataLoader(
    range(4), num_workers=1, multiprocessing_context="spawn"
)
for batch in loader:
    print(batch)
"""
Path("train.py").write_text(script, encoding="utf-8")
run = subprocess.run(
    [sys.executable, "train.py"], capture_output=True, text=True
)
for line in run.stderr.splitlines():
    if re.search("attempt|bootstrapping|worker .pid.s", line):
        print(re.sub(r"\d+", "…", line.strip()))  # (1)!
print("ended well:", run.returncode == 0)
