# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import statistics

from bench import row, share
from releases import asked

TITLE = 'Which change: canary and rolling releases, simulated'
TEXT = '''
`foreshock suspects` on made incidents with series by instance (`tests/evaluation/simulator/rollouts.py`): a release replaces a service's
instances in steps and breaks the new ones (they fail, go silent, fail their calls, are slow, burn CPU), one in four of them minutes
after they came; six more changes lie around the same time, four of them releases that do no harm, though some take more CPU or
longer. In one incident of seven no change did it: an old instance broke. Steps of one release count as one. *Published*: the
reference prototype (`change_rank.py`, which ranks releases only) on the same incidents; on ChangeRCA, whose data may not be passed on,
it reached .922 / 1.0 / 1.078, published .882 / 1.0 / 1.137.
'''
MOST = 200  # incidents: each has some hundred series
PROTOTYPE = '.986 / 1.000 / 1.014'  # of the incidents of seeds 1000-1199, measured once


def found(places):
    n = len(places)
    return (f'{sum(p == 1 for p in places) / n:.3f} / {sum(p <= 3 for p in places) / n:.3f} / {statistics.mean(places):.3f} (n {n})'
            if n else '– (n 0)')


def measure(bench):
    seeds = bench.seeds[:MOST]
    answers = asked(bench.program, seeds)
    bench.notes.append(f'Seeds {seeds[0]} to {seeds[-1]}: {len(answers)} incidents.')
    guilty, innocent = [a for a in answers if a.culprit], [a for a in answers if not a.culprit]
    named = [a for a in answers if a.is_named]
    how = 'first, in the first three, mean place'
    rows = [row('release that did it: HR@1 / HR@3 / mean place', found([a.place for a in guilty]), goal='≥ .80 (first)',
                how=f'among {statistics.mean(a.changes for a in guilty):.1f} changes'),
            row('the same among releases only', found([a.release_place for a in guilty]), PROTOTYPE, '≥ prototype'),
            row('right where one is named', share(a.place == 1 for a in named), goal='≥ .98', how='verdict "named"'),
            row('the release that did it is named', share(a.is_named and a.place == 1 for a in guilty)),
            row('no change did it: one is named', share(a.is_named for a in innocent), goal='0'),
            row('Brier score of the first suspect',
                f'{statistics.mean((a.p - (a.place == 1)) ** 2 for a in answers):.3f} (n {len(answers)})')]
    for fault in sorted({a.fault for a in guilty}):
        rows.append(row(f'new instances: {fault}', found([a.place for a in guilty if a.fault == fault]), how=how))
    return rows
