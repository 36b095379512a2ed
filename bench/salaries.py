"""Print how well the pay estimate does on ranges it has not seen, beside two simpler ways.

python bench/salaries.py OBSERVATIONS.csv [--seeds 3]
"""

import argparse
import sys
import time
from dataclasses import astuple
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hiring.salaries import shipped  # noqa: E402 - the project is found first
from hiring.salaries.estimation import HOME  # noqa: E402
from hiring.salaries.observations import read_observations  # noqa: E402
from hiring.salaries.validation import baseline, country_multipliers, folds, raw_cells, score, unseen  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("observations", type=Path)
    parser.add_argument("--seeds", type=int, default=3, help="how many times to draw the five folds (3)")
    arguments = parser.parse_args()
    places, rates = shipped.read_places(), shipped.read_rates()
    observations = [seen for seen in read_observations(arguments.observations, rates) if seen.trusted]
    home = np.array([seen.country == HOME for seen in observations])
    logs = np.log([seen.usd for seen in observations])
    results = {}
    for seed in range(arguments.seeds):
        fold = folds(observations, seed)
        bands = {
            "raw cells, fallback under 5": baseline(observations, fold, raw_cells(places)),
            "country multipliers": baseline(observations, fold, country_multipliers(places)),
            "estimate": unseen(observations, places, rates, seed).bands(),
        }
        for method, band in bands.items():
            for group, chosen in (("US", home), ("elsewhere", ~home)):
                results.setdefault((group, method), []).append(astuple(score(logs[chosen], band[chosen])))
    print(f"Five-fold cross-validation, mean of {arguments.seeds} draws of the folds; pinball on log pay over p10 to p90")
    print(f"{'where':10} {'method':28} {'ranges':>7} {'pinball':>8} {'p10-p90':>8} {'p25-p75':>8} {'median error':>13}")
    for (group, method), scores in results.items():
        cases, pinball, cover80, cover50, error = np.mean(scores, axis=0)
        print(f"{group:10} {method:28} {cases:7,.0f} {pinball:8.4f} {cover80:8.1%} {cover50:8.1%} {error:13.1%}")
    started = time.perf_counter()
    benchmark = shipped.Benchmark(shipped.read_cells(), places, rates, shipped.read_spread())
    print(f"fit from the shipped figures: {time.perf_counter() - started:.2f} s")
    started = time.perf_counter()
    for place in places:
        benchmark.estimate("MLE", "senior", place, 2025)
    print(f"one estimate: {(time.perf_counter() - started) / len(places) * 1e6:.0f} µs the first time")
    print("spread of each family on log pay:", ", ".join(f"{name} {value:.3f}" for name, value in benchmark.model_spread.items()))


if __name__ == "__main__":
    main()
