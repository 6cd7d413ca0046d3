# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulated incidents among releases with series by instance, asked of `foreshock suspects`."""
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench import Bench
from simulator.rollouts import make_rollouts


class Release:
    """One incident and what was answered. place: of the release that did it among all changes, a rollout's steps
    taken as one, from 1 (99: it is not listed); release_place: among releases only."""

    def __init__(self, incident, answer):
        self.culprit, self.fault = incident.culprit, incident.fault
        order = list(dict.fromkeys(s['change'].split('-')[0] for s in answer['suspects']))
        rolled = [n for n in order if incident.releases[n]['steps']]
        self.place = order.index(self.culprit) + 1 if self.culprit in order else 99
        self.release_place = rolled.index(self.culprit) + 1 if self.culprit in rolled else 99
        self.changes = len(order)
        self.is_named = answer['verdict'] == 'named'
        self.p = answer['suspects'][0]['probability'] if order else 0


def _ask(work):
    program, seed = work
    incident = make_rollouts(seed)
    if incident is None:
        return None
    with tempfile.TemporaryDirectory(prefix='foreshock-rollouts-') as place:
        incident.write(Path(place) / 'in')
        return Release(incident, Bench(program).ask('suspects', folder=Path(place) / 'in'))


def asked(program, seeds):
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return [r for r in pool.map(_ask, [(program, s) for s in seeds], chunksize=4) if r]
