"""The model written out in full for small panels: one large covariance matrix, nothing clever, to compare with."""

from typing import NamedTuple

import numpy as np


class Written(NamedTuple):
    """score (N,), error (N,N) covariance, objective: -2 log REML without its constant."""

    score: np.ndarray
    error: np.ndarray
    objective: float


def written_out(panel, weights, sds, pool) -> Written:
    """GLS over all marks at once. `weights` (S,) over the panel's skills, all rated; `pool` (N,) of each candidate."""
    a2, u2, b2, c2, e2 = (sd * sd for sd in sds)
    candidate, interviewer, skill, y = panel.candidate, panel.interviewer, panel.skill, panel.value
    candidates, skills = len(panel.candidates), len(panel.skills)
    same = [one[:, None] == one[None, :] for one in (candidate, skill, interviewer)]
    covariance = a2 * same[0] + u2 * (same[0] & same[1]) + b2 * same[2] + c2 * (same[0] & same[2]) + e2 * np.eye(len(y))
    pools = np.unique(pool)
    fixed = np.zeros((len(y), skills + len(pools) - 1))
    fixed[np.arange(len(y)), skill] = 1
    wanted = np.zeros((candidates, fixed.shape[1]))
    wanted[:, :skills] = weights
    for k, other in enumerate(pools[1:]):
        fixed[pool[candidate] == other, skills + k] = 1
        wanted[pool == other, skills + k] = 1
    inverse = np.linalg.inv(covariance)
    information = fixed.T @ inverse @ fixed
    beta = np.linalg.solve(information, fixed.T @ inverse @ y)
    shared = (a2 + u2 * weights[skill])[None, :] * (candidate[None, :] == np.arange(candidates)[:, None])
    score = wanted @ beta + shared @ inverse @ (y - fixed @ beta)
    own = np.eye(candidates) * (a2 + u2 * weights @ weights)
    left = wanted - shared @ inverse @ fixed
    error = own - shared @ inverse @ shared.T + left @ np.linalg.solve(information, left.T)
    rest = y - fixed @ beta
    objective = np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(information)[1] + rest @ inverse @ rest
    return Written(score, error, float(objective))
