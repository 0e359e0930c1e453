"""What data a run was given, by content: a folder's name would not tell."""

import contextlib
import hashlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def noted() -> Iterator[list[dict]]:
    """Every set of images that is loaded meanwhile: source, number, digest, whether a stand-in.

    One drawn from another (`replace`) is the code's own choice, and may differ by seed: left out.
    To be entered once the code is imported: snippets import each other at their head only, and
    where none has imported `Images`, none is made.
    """
    found: list[dict] = []
    module = sys.modules.get("snippets.datasets.images")
    if module is None:
        yield found
        return
    Images = module.Images
    original = Images.__init__

    def noting(self, *arguments, **named):
        original(self, *arguments, **named)
        drawn = sys._getframe(1).f_globals["__name__"] == "dataclasses"
        if not drawn and (note := of(self)) not in found:
            found.append(note)

    Images.__init__ = noting
    try:
        yield found
    finally:
        Images.__init__ = original


def of(images) -> dict:
    content = hashlib.sha256()
    for tensor in (images.images, images.labels):
        content.update(tensor.contiguous().numpy().tobytes())
    return {
        "source": images.source,
        "images": len(images),
        "digest": content.hexdigest()[:12],
        "standin": images.standin,
    }
