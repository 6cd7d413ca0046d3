# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import os
import subprocess
import tempfile

from bench import row

TITLE = 'What-if, limits and groups on a recorded incident'
TEXT = '''
The Kinesis incident of November 2020 (its numbers are invented, see the scenario), twenty seeds: would forty more front-end hosts fit?
Truth: 32,890 threads against 32,768, over by 122, nineteen fit. And: is the plateau seen 20 minutes before the first alarm, are
the ten alarms one group with the front end as its candidate, does lambda follow cloudwatch by 60 ± 2 minutes?
'''


def measure(bench):
    over, fit, early, groups, lag = [], [], [], [], []
    for seed in range(1, 21):
        with tempfile.TemporaryDirectory(prefix='foreshock-evaluation-') as place:
            env = dict(os.environ, XDG_CONFIG_HOME=place, XDG_CACHE_HOME=place)
            file = place + '/k.foreshock'

            def ask(*words):
                done = subprocess.run([bench.program, *words, '--json', '--quiet'], capture_output=True, env=env, check=True)
                return json.loads(done.stdout)
            ask('scenario', 'build', 'kinesis-2020-11-25', '-o', file, '--seed', str(seed))
            w = ask('whatif', file, '--service', 'kinesis-frontend', '--add', '40')
            over.append(abs(w['over_by'] - 122) <= 10)
            fit.append(abs(w['largest_safe_add'] - 19) <= 1)
            first = ask('limits', file)['limits'][0]
            early.append(first['metric'] == 'kfe_threads_p50' and (first['before_first_alarm_s'] or 0) >= 1200)
            found = ask('groups', file)['groups']
            groups.append(len(found) == 1 and len(found[0]['alarms']) == 10 and found[0]['candidate'] == 'kinesis-frontend')
            lags = [l for l in ask('blast', file, 'kinesis-frontend')['lags'] if l['from'] == 'lambda']
            lag.append(bool(lags) and abs(lags[0]['lag_s'] - 3600) <= 120)
    share = lambda v: f'{sum(v)} of {len(v)} seeds'
    return [row('over by 122 ± 10 threads', share(over), goal='all'), row('largest safe add 19 ± 1', share(fit), goal='all'),
            row('threads first, plateau ≥ 20 min before the first alarm', share(early), goal='all'),
            row('ten alarms, one group, candidate kinesis-frontend', share(groups), goal='all'),
            row('cloudwatch → lambda 60 ± 2 min', share(lag), goal='all')]
