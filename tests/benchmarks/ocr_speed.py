"""CPU-seconds per scanned page beside the bare engine on the same picture.

python -m tests.benchmarks.ocr_speed
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

from data import ROOT
from extractors.ocr import engine, ready, recognise_page
from tests.documents.spoil import Picture

# (kind, file under data/samples/intake, page)
PAGES = (
    ("prose", "005 Көк-Ойрок лицей скан/Scan_0034.pdf", 2),
    ("prose", "005 Көк-Ойрок лицей скан/Scan_0034.pdf", 4),
    ("prose", "Горно-тех колледж (институц.)/otchet VEK KDGTK 2023.pdf", 3),
    ("table", "005 Көк-Ойрок лицей скан/Scan_0041_план.pdf", 1),
    ("table", "скан0002.pdf", 1),
    ("table", "Горно-тех колледж (институц.)/План меропр. по устран. замеч. КДГТК (утв).pdf", 2),
)
DPI = 300


def main() -> None:
    """Prints a line per page."""
    ready()
    recognise_page(np.full((200, 200), 255, np.uint8), dpi=DPI, number=1)
    print(f"{'kind':<8}{'page':<58}{'ours s':>8}{'bare s':>8}{'ratio':>7}")
    for kind, file, number in PAGES:
        page = pypdfium2.PdfDocument(ROOT / "samples" / "intake" / Path(file))[number - 1]
        picture: Picture = page.render(scale=DPI / 72).to_numpy()[:, :, :3].copy()
        bare = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        ours = _seconds(lambda: recognise_page(picture, dpi=DPI, number=number))  # noqa: B023 called at once
        alone = _seconds(lambda: engine.lines(bare, layout=engine.Layout.PAGE, dpi=DPI))  # noqa: B023 called at once
        print(
            f"{kind:<8}{Path(file).name[:50] + f' p. {number}':<58}{ours:>8.2f}{alone:>8.2f}{ours / alone:>7.2f}",
            flush=True,
        )


def _seconds(work: Callable[[], object]) -> float:
    """Gives the CPU-seconds of the better of two runs."""
    runs = []
    for _ in range(2):
        began = time.process_time()
        work()
        runs.append(time.process_time() - began)
    return min(runs)


if __name__ == "__main__":
    main()
