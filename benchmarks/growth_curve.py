"""The curve of growth as a picture: what one more article costs, and what the record made again costs, by its size.

    python benchmarks/growth_curve.py [--figures benchmarks/growth.jsonl] [--picture docs/images/growth.svg]

Both scales are logarithmic. The dashed line is what one more article cost when the whole record was worked out again for it.
"""

import argparse
import json
from math import log10
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 430, 84, 210, 46, 56
LOWEST, HIGHEST = 1, 6  # powers of ten of milliseconds
Points = list[tuple[float, float]]


def place(statements: float, milliseconds: float, first: float, last: float) -> tuple[float, float]:
    """Where a figure stands in the picture."""
    across = (log10(statements) - first) / (last - first)
    up = (log10(milliseconds) - LOWEST) / (HIGHEST - LOWEST)
    return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)


def line(points: Points, name: str, colour: str, dashes: str, ends: tuple[float, float]) -> list[str]:
    placed = [place(x, y, *ends) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    found = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" {dashes}/>']
    found += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in placed]
    x, y = placed[-1]
    return [*found, f'<text x="{x + 12:.1f}" y="{y + 4:.1f}" fill="{colour}">{name}</text>']


def axes(ends: tuple[float, float]) -> list[str]:
    found = []
    names = {1: "10 ms", 2: "100 ms", 3: "1 s", 4: "10 s", 5: "100 s", 6: "1000 s"}
    for power, name in names.items():
        x, y = place(10 ** ends[0], 10**power, *ends)
        found.append(f'<line x1="{x:.1f}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d8d8d8"/>')
        found.append(f'<text x="{x - 10:.1f}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{name}</text>')
    for power in range(round(ends[0]), round(ends[1]) + 1):
        x, y = place(10**power, 10**LOWEST, *ends)
        found.append(f'<text x="{x:.1f}" y="{y + 22:.1f}" text-anchor="middle" fill="#444">{10**power:,}</text>'.replace(",", " "))
    x, y = place(10 ** ends[0], 50, *ends)
    found.append(f'<line x1="{x:.1f}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#b00020" stroke-dasharray="2 4"/>')
    found.append(f'<text x="{WIDTH - RIGHT - 6}" y="{y - 6:.1f}" text-anchor="end" fill="#b00020">50 ms</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    found.append(f'<text x="{middle:.1f}" y="{HEIGHT - 12}" text-anchor="middle" fill="#444">statements in the record</text>')
    return found


def picture(figures: list[dict[str, float]], before: list[dict[str, float]]) -> str:
    sizes = [f["statements"] for f in (*figures, *before)]
    ends = (float(int(log10(min(sizes)))), float(-int(-log10(max(sizes)) // 1)))
    grown = sorted((f["statements"], f["one more, median ms"]) for f in figures)
    again = sorted((f["statements"], 1000 * f["made again, s"]) for f in figures)
    whole = sorted((f["statements"], 1000 * f["made again, s"]) for f in before)
    body = axes(ends)
    body += line(again, "record made again", "#4a6fa5", "", ends) + line(grown, "one more article", "#1b7f4d", "", ends)
    body += line(whole, "one more, before", "#8a8a8a", 'stroke-dasharray="7 5"', ends)
    title = f'<text x="{LEFT}" y="26" font-size="16" fill="#222">What one more article costs (processor time, one core)</text>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13" role="img">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>', title, *body, "</svg>", ""])


def read(path: Path) -> list[dict[str, float]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=Path, default=HERE / "growth.jsonl")
    parser.add_argument("--before", type=Path, default=HERE / "growth_before.jsonl")
    parser.add_argument("--picture", type=Path, default=HERE.parent / "docs" / "images" / "growth.svg")
    options = parser.parse_args()
    options.picture.write_text(picture(read(options.figures), read(options.before)), encoding="utf-8")


if __name__ == "__main__":
    main()
