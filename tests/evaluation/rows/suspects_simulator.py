# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import collections

from bench import row, share
from causes import hits
from late_alarms import brier, by_family, by_lag, by_probability, calibration_error, judged, mean_log_truth

TITLE = 'Which change: late alarms elsewhere, simulated'
TEXT = '''
`foreshock suspects` on made incidents (`tests/evaluation/simulator`): a map of 8 to 16 services simulated minute by minute; a change
hits a limit hours later, leaks, regresses, overloads a callee or lies dormant, or no change did it (a surge of users, hardware). Alarms
ring elsewhere; up to 40 other changes, up to four of them minutes before the alarms; clocks off by up to ±3 min, gaps, blind services,
no declared limits, no units. Nobody worked on the ranking with these seeds in sight. *Published*: the reference prototype on the
very same incidents (seeds 1000–1399); on another 132 of the same make it reached .755 / .867 / .929, and the best simple rule (the
most recent change on an alarmed service or below it) .197 / .520 / .747.
'''
# The reference prototype (incident2.py) on the incidents of seeds 1000-1399, measured once.
PROTOTYPE = dict(
    hits='.719 / .846 / .912', calibration='.034', precision='.962 (79 named)', named='.292', wrongly='.010', none='.706',
    none_wrongly='.162', brier='.136', log='-1.177',
    family=dict(ceiling='.75, .85', latent='.11, .33', leak='.81, .92', overload_below='.72, .93', regression='.92, .97'),
    lag={0: '.83, .96', 20: '.67, .91', 60: '.62, .74', 120: '.73, .82'})
FIRST_THREE = 'first, in the first three'


def first_three(answers):
    n = len(answers)
    return f'{sum(a.is_first for a in answers) / n:.2f}, {sum(a.place <= 3 for a in answers) / n:.2f} (n {n})' if n else '– (n 0)'


def measure(bench):
    answers = [a for a in judged(bench.program, bench.seeds) if a]
    bench.notes.append(f'Seeds {bench.seeds[0]} to {bench.seeds[-1]}: {len(answers)} incidents, '
                       f'{len(bench.seeds) - len(answers)} seeds in which nobody was alarmed.')
    guilty, innocent = [a for a in answers if a.truth], [a for a in answers if not a.truth]
    named = [a for a in answers if a.is_named]
    rows = [row('the change that did it among the first 1 / 3 / 5', hits([a.place for a in guilty]), PROTOTYPE['hits'],
                '≥ .80 (first)', 'incidents that a change did'),
            row('expected calibration error', f'{calibration_error(answers):.3f} (n {len(answers)})', PROTOTYPE['calibration'], '≤ .04',
                'confidence in the likeliest answer, a change or none, against how often it is right; five bins'),
            row('right where one is named', share(a.is_first for a in named), PROTOTYPE['precision'], '≥ .98', 'verdict "named"'),
            row('incidents that a change did: it is named', share(a.is_named and a.is_first for a in guilty), PROTOTYPE['named'], '≥ .50'),
            row('no change did it: one is named', share(a.is_named for a in innocent), PROTOTYPE['wrongly'], '0'),
            row('"none of them" leads where none did it', share(a.says_none for a in innocent), PROTOTYPE['none']),
            row('"none of them" leads where one did', share(a.says_none for a in guilty), PROTOTYPE['none_wrongly']),
            row('Brier score of the first suspect', f'{brier(answers):.3f} (n {len(answers)})', PROTOTYPE['brier']),
            row('mean log probability of the truth', f'{mean_log_truth(answers):.3f} (n {len(answers)})', PROTOTYPE['log'],
                how='a change, or none; at least 1e-4')]
    for least, end, some in by_probability(answers):
        rows.append(row(f'suspect of probability {least:.2f} to {min(end, 1):.2f}: it was the one',
                        f'{sum(some)} of {len(some)}', how='every suspect of every incident; the window says it of a suspect'))
    for family, some in by_family(guilty).items():
        rows.append(row(f'family {family}', first_three(some), PROTOTYPE['family'].get(family, '–'), how=FIRST_THREE))
    for (least, end), some in by_lag(guilty).items():
        rows.append(row(f'first alarm {least} to {end} min after the change', first_three(some), PROTOTYPE['lag'][least], how=FIRST_THREE))
    for family, some in by_family(answers).items():
        said = collections.Counter(a.verdict.replace('_', ' ') for a in some)
        rows.append(row(f'verdicts, {family}', ', '.join(f'{v} {n}' for v, n in said.most_common()), how=f'n {len(some)}'))
    return rows
