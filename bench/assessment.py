"""Scores against statsmodels' MixedLM in one run, and how time and memory grow to a million ratings.

    python -m bench assessment                    the comparison and the growth curve
    python -m bench.assessment --simulation 200   the table of docs/scoring.md, 200 panels a row

Ratios are medians of the same run; absolute times belong to the machine of the day.
"""

import argparse
import statistics
import subprocess
import sys
import time
import tracemalloc
import warnings

import hiring  # noqa: F401  it sets numpy's threads, which must happen before numpy is imported

# isort: split
import numpy as np

from hiring.assessment.calibration import calibrate
from hiring.assessment.comparison import bands, order
from hiring.assessment.layout import layout_of
from hiring.assessment.panel import Panel
from hiring.assessment.variances import estimate

LEAST_RATIO = 40.0
SECONDS_FOR_PEER = 60
SIZES = (1_000, 10_000, 100_000, 300_000, 1_000_000)
MARKS_PER_CANDIDATE = 12


def panel(candidates: int, interviewers: int, skills: int, interviews: int = 4, marks: int = 3, seed: int = 0) -> Panel:
    """Marks that follow the model, not rounded, so that MixedLM and we see the same truth."""
    random = np.random.default_rng(seed)
    count = candidates * interviews
    who = np.repeat(np.arange(candidates), interviews)
    step = random.integers(1, max(2, interviewers // interviews), candidates)
    by = (random.integers(0, interviewers, candidates)[:, None] + np.arange(interviews) * step[:, None]).ravel() % interviewers
    asked = np.argsort(random.random((count, skills)), axis=1)[:, :marks]
    ability, skill = random.normal(0, 0.5, candidates), random.normal(0, 0.3, (candidates, skills))
    level = 3.2 + ability[who][:, None] + skill[who[:, None], asked]
    around = random.normal(0, 0.4, interviewers)[by] + random.normal(0, 0.3, count)
    value = np.clip(level + around[:, None] + random.normal(0, 0.6, (count, marks)), 1, 5)
    labels = range(candidates), range(interviewers), range(skills), (None,)
    arrays = np.repeat(who, marks), np.repeat(by, marks), asked.ravel(), value.ravel()
    return Panel.from_arrays(*labels, *arrays, np.zeros(candidates, dtype=int))


def ours(marks: Panel):
    return estimate(layout_of(marks), prior=False)


def peers(marks: Panel):
    """The same model by plain REML: one group, the four random parts as variance components."""
    import pandas
    from statsmodels.formula.api import mixedlm

    table = pandas.DataFrame({"y": marks.value, "i": marks.candidate, "j": marks.interviewer, "s": marks.skill, "all": 1})
    table["u"] = table.i * len(marks.skills) + table.s
    table["c"] = table.i * len(marks.interviewers) + table.j
    parts = {"a": "0+C(i)", "u": "0+C(u)", "b": "0+C(j)", "c": "0+C(c)"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return mixedlm("y ~ 0 + C(s)", table, groups="all", re_formula="0", vc_formula=parts).fit(reml=True)


def seconds(work, *args, times: int = 5) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work(*args)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def compare():
    """40 candidates x 10 interviewers side by side."""
    marks = panel(40, 10, 5)
    ours(marks)
    found, peer = ours(marks), peers(marks)
    peer_sds = dict(zip(peer.model.exog_vc.names, np.sqrt(peer.vcomp), strict=True)) | {"e": float(np.sqrt(peer.scale))}
    apart = max(abs(value - peer_sds[name]) for name, value in found.sds._asdict().items())
    own, theirs = seconds(ours, marks, times=15), seconds(peers, marks, times=3)
    whole = seconds(calibrate, marks, times=15)
    print("40 candidates x 10 interviewers x 5 skills, plain REML, the same data and model")
    print(f"  MixedLM {theirs * 1e3:.0f} ms, ours {own * 1e3:.1f} ms: {theirs / own:.0f} times as fast (goal {LEAST_RATIO:.0f})")
    print(f"  sds differ by {apart:.5f} points at most; scores, intervals and notes included {whole * 1e3:.1f} ms")


def compare_large():
    marks = panel(500, 100, 12, marks=4)
    own = seconds(calibrate, marks, times=3)
    print(f"500 candidates x 100 interviewers x 12 skills, {len(marks.value)} marks")
    print(f"  ours, scores and intervals included: {own:.2f} s; MixedLM: {_peer_on_large()}")


def _peer_on_large() -> str:
    code = "from bench.assessment import panel, peers; peers(panel(500, 100, 12, marks=4))"
    start = time.perf_counter()
    try:
        done = subprocess.run([sys.executable, "-c", code], timeout=SECONDS_FOR_PEER, capture_output=True, check=False)  # noqa: S603  our own code
    except subprocess.TimeoutExpired:
        return f"not finished after {SECONDS_FOR_PEER} s"
    taken = time.perf_counter() - start
    return f"{taken:.1f} s" if done.returncode == 0 else f"failed after {taken:.1f} s (exit {done.returncode})"


def growth():
    """Each size in a process of its own: with few interviewers, then with many."""
    for share, words in ((400, "one interviewer for 400 ratings"), (60, "one interviewer for 60 ratings, 16,666 at a million")):
        print(f"growth, {words}")
        print("    ratings seconds peak MB  us a rating  bytes a rating")
        for size in SIZES:
            code = f"from bench.assessment import one_size; one_size({size}, {share})"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  our own code
            print("  " + done.stdout.strip(), flush=True)


def one_size(ratings: int, per_interviewer: int):
    marks = panel(ratings // MARKS_PER_CANDIDATE, max(5, ratings // per_interviewer), 5)
    _score(panel(20, 5, 5))
    taken = seconds(_score, marks, times=1)
    tracemalloc.start()
    _score(marks)
    peak, count = tracemalloc.get_traced_memory()[1], len(marks.value)
    print(f"{count:>9,} {taken:7.2f} {peak / 1e6:7.0f} {taken / count * 1e6:12.1f} {peak / count:15.0f}")


def _score(marks: Panel):
    fitted = calibrate(marks)
    bands(fitted, order(fitted))


def main():
    compare()
    compare_large()
    growth()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.assessment")
    parser.add_argument("--simulation", type=int, metavar="PANELS", help="print the table of docs/scoring.md, this many panels a row")
    if panels := parser.parse_args().simulation:
        from tests.assessment.simulation import table

        print(table(panels))
    else:
        main()
