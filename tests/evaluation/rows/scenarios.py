# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os
import subprocess
import tempfile
from pathlib import Path

from bench import row

TITLE = 'Which change: recorded incidents'
TEXT = '''
Recorded incidents as facts (`scenario build`; timing from public accounts, numbers invented), twenty seeds of noise each: where does
`suspects` place the change that did it, and does it give the verdict that the facts bear? The ranking was worked on with these
incidents in sight, so this guards it and judges nothing; kept-aside incidents do. Brier score: of the probability of the first
suspect, given that it did it.
'''
SEEDS = 20


def measure(bench):
    folder = bench.data.parent / 'scenarios'
    files = sorted(folder.glob('*.json'))
    if not files:
        bench.notes.append('The recorded incidents are not here; the two that the program brings along are measured.')
        files = sorted((Path(__file__).resolve().parents[3] / 'resources/scenarios').glob('*.json'))
    rows, firsts, verdicts, briers = [], [], [], []
    for path in files:
        truth = json.loads(path.read_text(encoding='utf-8'))['truth']
        hasTrigger = truth['verdict'] == 'named'
        ranks, agree, chances, seen = [], 0, [], {}
        for seed in range(1, SEEDS + 1):
            with tempfile.TemporaryDirectory(prefix='foreshock-evaluation-') as place:
                env = dict(os.environ, XDG_CONFIG_HOME=place, XDG_CACHE_HOME=place)
                file = place + '/i.foreshock'
                subprocess.run([bench.program, 'scenario', 'build', str(path), '-o', file, '--seed', str(seed), '--quiet'],
                               capture_output=True, env=env, check=True)
                done = subprocess.run([bench.program, 'suspects', file, '--json', '--quiet'], capture_output=True, env=env,
                                      check=True)
            answer = json.loads(done.stdout)
            order = [s['change'] for s in answer['suspects']]
            seen[answer['verdict']] = seen.get(answer['verdict'], 0) + 1
            agree += answer['verdict'] == truth['verdict']
            if hasTrigger:
                ranks.append(order.index(truth['trigger']) + 1 if truth['trigger'] in order else 0)
                chances.append(answer['suspects'][0]['probability'] if order else 0)
                briers.append((chances[-1] - (ranks[-1] == 1)) ** 2)
        verdicts.append(agree / SEEDS)
        said = ', '.join(f'{v.replace("_", " ")} {n}' for v, n in sorted(seen.items(), key=lambda e: -e[1]))
        if hasTrigger:
            firsts.append(sum(r == 1 for r in ranks) / SEEDS)
            figure = f'first {sum(r == 1 for r in ranks)}, in the first three {sum(0 < r <= 3 for r in ranks)} of {SEEDS}'
            goal = 'first in all, named'
        else:
            figure, goal = f'{agree} of {SEEDS} as the facts bear', truth['verdict'].replace('_', ' ')
        rows.append(row(path.stem, f'{figure}; {said}', goal=goal))
    n = len(files)
    rows.append(row('trigger first, share of runs', f'{sum(firsts) / max(1, len(firsts)):.3f} ({len(firsts)} incidents)', goal='1.0'))
    rows.append(row('verdict as the facts bear, in most runs', f'{sum(v > .5 for v in verdicts)} of {n}', 'prototype 3 of 8', '≥ 6 of 8'))
    rows.append(row('Brier score of the first suspect', f'{sum(briers) / max(1, len(briers)):.3f} (n {len(briers)})'))
    return rows
