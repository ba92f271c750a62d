"""Times of two things that were done in turn, and how they compare."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What was measured beside its baseline: milliseconds, and the ratio that must hold, if any."""

    what: str
    baseline: str
    product_ms: dict[str, float]
    baseline_ms: dict[str, float]
    ratio_p99: float
    ratio_p50: float
    most: float | None = None

    @property
    def held(self) -> bool:
        return self.most is None or self.ratio_p99 <= self.most


def timed(action: Callable[[], Any]) -> float:
    """Seconds that an action takes."""
    begun = perf_counter()
    action()
    return perf_counter() - begun


def compare(
    what: str, baseline: str, product: Sequence[float], beside: Sequence[float], *, most: float | None = None
) -> Figure:
    """The figure for two series of seconds that were measured in turn."""
    ours, theirs = _percentiles(product), _percentiles(beside)
    return Figure(
        what, baseline, ours, theirs, round(ours["p99"] / theirs["p99"], 2), round(ours["p50"] / theirs["p50"], 2), most
    )


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {f"p{percent}": round(ordered[len(ordered) * percent // 100] * 1000, 3) for percent in (50, 99)}
