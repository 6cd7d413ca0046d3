# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import io
import statistics
import subprocess
from pathlib import Path

from bench import row

TITLE = 'Log templates'
TEXT = '''
How lines are grouped (`foreshock_evaluate_templates`), one setting for all: grouping accuracy is the share of lines whose template
holds exactly the lines of their format string (F1: of groups, likewise). *Known*: lines drawn for fifteen systems while the reference
prototype was made, with its own figures on the very same lines. *Kept aside*: format strings of eight programs that nobody worked
with, written from their public documentation, 2,000 lines each; how frequent strings and values are differs from seed to seed.
*Published*: on the 16 systems of loghub, whose logs may not be passed on, Brain reaches .983 and Drain .865, tuned by hand for each
system.
'''
NAME = 'tests/evaluation/foreshock_evaluate_templates'


def measure(bench):
    program = next((p for p in (Path(bench.program).resolve().parent / NAME, bench.root / 'build/release' / NAME) if p.exists()), None)
    if not program:
        bench.notes.append(f'{NAME} is not built: not measured.')
        return []
    done = subprocess.run([program, '--seeds', '5'], capture_output=True, check=True, encoding='utf-8')
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    means = {r['set']: r for r in found if r['system'] == 'mean'}
    both = lambda r: f'{float(r["grouping_accuracy"]):.3f}, {float(r["grouping_f1"]):.3f}'
    by = {}
    for r in found:
        if r['set'] == 'kept aside' and r['system'] != 'mean':
            by.setdefault(r['system'].split('/')[0], []).append(r)
    n = {name: sum(r['set'] == name and r['system'] != 'mean' for r in found) for name in means}
    speeds = [float(r['lines_per_s']) for r in found if r['set'] == 'mixed' and r['system'] != 'mean']
    how = 'grouping accuracy, F1'
    rows = [row('known, fifteen systems', f'{both(means["reference"])} (n {n["reference"]})',
                f'prototype {both(means["reference prototype"])}', '≥ prototype', how),
            row('kept aside, eight programs, five seeds', f'{both(means["kept aside"])} (n {n["kept aside"]})',
                'prototype .93 on eight others', '≥ .90', how),
            row('those eight in one stream of 400,000 lines', f'{both(means["mixed"])} (n {n["mixed"]})', how=how),
            row('mining that stream, lines a second of one core', f'{statistics.median(speeds) / 1e6:.2f} M (n {len(speeds)})',
                goal='≥ 2.5 M', how='release build, CPU time, median of seeds; least ' + f'{min(speeds) / 1e6:.2f} M')]
    for name, runs in sorted(by.items()):
        mean = {k: sum(float(r[k]) for r in runs) / len(runs) for k in ('grouping_accuracy', 'grouping_f1')}
        rows.append(row(f'{name}', f'{both(mean)} (n {len(runs)})', how=how))
    return rows
