"""What one run of a cells module printed, drew and measured, with its receipt."""

import dataclasses
import json
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Result:
    """What one cell showed. `figures` are SVG texts, `drawn` says in words what is in them,
    `names` holds the names of torch that its code uses."""

    stdout: str = ""
    stderr: str = ""
    error: str = ""
    figures: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Transcript:
    """One run: results by cell name, and the receipt (versions, device, seed, seconds, date …)."""

    ref: str
    cells: dict[str, Result]
    receipt: dict[str, object]

    def dumps(self) -> str:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False, indent=0)

    @classmethod
    def loads(cls, text: str) -> "Transcript":
        """Raises ValueError, KeyError or TypeError when `text` is no transcript."""
        data = json.loads(text)
        cells = {name: Result(**result) for name, result in data["cells"].items()}
        return cls(data["ref"], cells, data["receipt"])
