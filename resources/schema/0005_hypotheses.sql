-- SPDX-FileCopyrightText: the Foreshock authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people think of an incident, and on what grounds. Nothing here is read by any analysis.

-- Something that may explain the incident, in a person's words.
CREATE TABLE hypothesis (
    id INTEGER PRIMARY KEY,   -- order of starting
    statement TEXT NOT NULL,  -- "the capacity add pushed every server over its thread limit"
    service TEXT NOT NULL,    -- it is about, as readers show it; may be empty
    change_id TEXT NOT NULL,  -- it is about; empty: no recorded change
    state TEXT NOT NULL CHECK (state IN ('open', 'supported', 'ruled_out')), -- what it came to
    test TEXT NOT NULL,       -- the look that would rule it out, may be empty
    command TEXT NOT NULL,    -- of that look, to run elsewhere, may be empty
    suspected_ns INTEGER,     -- when somebody first suspected it; null: not told
    settled_ns INTEGER,       -- when it was last supported or ruled out; null: open
    settled_by TEXT NOT NULL, -- by what, may be empty
    arrived_ns INTEGER NOT NULL -- when it was written here
) STRICT;

-- Something that was seen, frozen in words, with the way back to it.
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,   -- order of pinning
    kind TEXT NOT NULL CHECK (kind IN ('finding', 'record', 'range', 'change_point')), -- a row of the suspects, a log record, a stretch of time, a change point
    text TEXT NOT NULL,       -- what it showed when it was pinned
    time_ns INTEGER NOT NULL, -- what moment it speaks of; of a record as read, its source's offset is added by readers
    until_ns INTEGER,         -- end of the stretch it speaks of; null: a moment
    service TEXT NOT NULL,    -- as readers show it, may be empty
    metric TEXT NOT NULL,     -- the series it is about, with the service; empty: none
    change_id TEXT NOT NULL,  -- the suspect that a finding is about; empty: none
    source_uuid TEXT NOT NULL, -- a record's source, which may be gone by now; empty: no record
    source_hash TEXT NOT NULL, -- content hash of that source when it was pinned
    seq INTEGER,              -- of the record in its source; null: no record
    query TEXT NOT NULL,      -- the log filter it was seen under, may be empty
    arrived_ns INTEGER NOT NULL -- when it was pinned
) STRICT;

-- What a piece of evidence says of a hypothesis; no row: not put to it.
CREATE TABLE hypothesis_evidence (
    hypothesis_id INTEGER NOT NULL REFERENCES hypothesis (id), -- which
    evidence_id INTEGER NOT NULL REFERENCES evidence (id), -- which
    stance TEXT NOT NULL CHECK (stance IN ('for', 'against', 'undecided')), -- what it says of it
    arrived_ns INTEGER NOT NULL, -- when it was put
    PRIMARY KEY (hypothesis_id, evidence_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX hypothesis_evidence_by_evidence ON hypothesis_evidence (evidence_id);

-- Suspects that a person ruled out. The ranking stays as it was worked out; who shows it leaves them out.
CREATE TABLE ruling_out (
    id INTEGER PRIMARY KEY,   -- order
    change_id TEXT NOT NULL,  -- the suspect
    alarm_id TEXT NOT NULL,   -- an alarm of the wave it was ruled out for; empty: where no alarm said when it began
    reason TEXT NOT NULL,     -- as typed
    ruled_ns INTEGER NOT NULL, -- when
    restored_ns INTEGER       -- when it was taken back; null: it holds
) STRICT;

-- Rankings as they came out, newest last, of each wave at most 200; written by the program, no part of any undo.
CREATE TABLE ranking (
    id INTEGER PRIMARY KEY,   -- order
    alarm_id TEXT NOT NULL,   -- first alarm of the wave; empty: none
    made_ns INTEGER NOT NULL, -- when it was worked out
    verdict TEXT NOT NULL,    -- named, ranked, not_a_change, unrecorded_change, cannot_tell
    feeds INTEGER NOT NULL,   -- change feeds it read
    changes INTEGER NOT NULL, -- changes it read
    series INTEGER NOT NULL,  -- series it read
    services INTEGER NOT NULL -- services of the map it read
) STRICT;
CREATE INDEX ranking_by_alarm ON ranking (alarm_id);

-- The first five suspects of a ranking.
CREATE TABLE ranking_place (
    ranking_id INTEGER NOT NULL REFERENCES ranking (id), -- whose
    place INTEGER NOT NULL,   -- 1: first
    change_id TEXT NOT NULL,  -- the suspect
    title TEXT NOT NULL,      -- as it was called
    strength TEXT NOT NULL,   -- strong, plausible, weak, cannot_tell
    probability REAL NOT NULL, -- 0 to 1
    PRIMARY KEY (ranking_id, place)
) STRICT, WITHOUT ROWID;
