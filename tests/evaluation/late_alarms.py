# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulated incidents asked of `foreshock suspects`, and the figures of its answers."""
import collections
import math
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench import Bench
from simulator import make

BINS = (0, .3, .5, .7, .85, 1.01)     # of confidence, for the calibration error
SCORES = (0, .02, .1, .35, .65, .8, .9, .97, 1.01)  # of suspects, for how often each was right
LAGS = (0, 20, 60, 120, 1000)         # minutes from the change to the first alarm


class Judged:
    """One incident and what was answered. order: changes, likeliest first; p: their probabilities; none: that it was
    none of them."""

    def __init__(self, incident, answer):
        self.truth, self.family, self.delay = incident.truth, incident.family, incident.delay
        self.order = [s['change'] for s in answer['suspects']]
        self.p = [s['probability'] for s in answer['suspects']]
        self.none = answer['none_probability']
        self.verdict = answer['verdict']

    @property
    def place(self):
        """Of the change that did it, from 1; 99: it is not listed."""
        return self.order.index(self.truth) + 1 if self.truth in self.order else 99

    @property
    def is_first(self):
        return self.place == 1

    @property
    def says_none(self):
        return not self.p or self.none > self.p[0]

    @property
    def confidence(self):
        return max(self.p[0], self.none) if self.p else self.none

    @property
    def is_right(self):
        """The likeliest answer, a change or none of them, is the truth."""
        return self.truth is None if self.says_none else self.is_first

    @property
    def is_named(self):
        return self.verdict == 'named'

    @property
    def truth_p(self):
        if self.truth is None:
            return self.none
        return self.p[self.place - 1] if self.truth in self.order else 0


def _judge(work):
    program, seed = work
    incident = make(seed)
    if incident is None:
        return None
    with tempfile.TemporaryDirectory(prefix='foreshock-simulator-') as place:
        incident.write(Path(place) / 'in')
        return Judged(incident, Bench(program).ask('suspects', folder=Path(place) / 'in'))


def by_probability(answers):
    """Of the suspects of about one probability, all of all incidents, which were the one (score_record.cpp tells it)."""
    out = [(least, end, []) for least, end in zip(SCORES, SCORES[1:])]
    for a in answers:
        for change, p in zip(a.order, a.p):
            next(some for least, end, some in out if p < end).append(change == a.truth)
    return out


def judged(program, seeds):
    """Every seed's incident, as many at a time as there are cores; None: nobody was alarmed."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_judge, [(program, s) for s in seeds], chunksize=4))


def calibration_error(answers):
    """How far confidence is from the share of right answers, over the bins, weighted by their size."""
    total = 0
    for least, end in zip(BINS, BINS[1:]):
        bin_ = [a for a in answers if least <= a.confidence < end]
        total += abs(sum(a.is_right for a in bin_) - sum(a.confidence for a in bin_))
    return total / len(answers)


def brier(answers):
    """Of the first suspect's probability, given that it did it."""
    return sum(((a.p[0] if a.p else 0) - a.is_first) ** 2 for a in answers) / len(answers)


def mean_log_truth(answers):
    return sum(math.log(max(a.truth_p, 1e-4)) for a in answers) / len(answers)


def by_family(answers):
    out = collections.defaultdict(list)
    for a in answers:
        out[a.family].append(a)
    return dict(sorted(out.items()))


def by_lag(answers):
    return {(least, end): [a for a in answers if a.delay is not None and least <= a.delay < end] for least, end in zip(LAGS, LAGS[1:])}
