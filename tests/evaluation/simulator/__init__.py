# SPDX-FileCopyrightText: the Foreshock authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made incidents whose alarms come late and elsewhere: a map of services simulated minute by minute.

    from simulator import make
    incident = make(1000)         # None: nobody was alarmed
    incident.write(Path('in'))    # metrics.csv, changes.jsonl, alarms.jsonl, topology.json
    incident.truth                # the id of the change that did it; None: no change did

Queues, shared limits, retries and failures that travel up the map decide what is seen, none of the assumptions that the
ranking makes. Seeds from 1000 on judge; look at, and work with, those below 300.

    draws          random numbers                     trouble        the seven ways in which it goes wrong
    service_map    who calls whom                     decoys         changes that did not do it
    estate         sizes, load, what changes alter    physics        a minute after the other
    alarming       who is told, and when              observation    skewed clocks, gaps, blind services

Another make of incident, releases of which one breaks its new instances, is in rollouts (and fleet).
"""
from simulator.incident import Incident, make
from simulator.trouble import FAMILIES

__all__ = ['FAMILIES', 'Incident', 'make']
