-- SPDX-FileCopyrightText: the Foreshock authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The incident file, first form. Times are nanoseconds since 1970-01-01T00:00:00Z. Blobs start with a codec byte.
-- `arrived_ns`: when a record could be seen; null means with the event (assumed).

-- Facts about the whole incident.
CREATE TABLE meta (
    key TEXT PRIMARY KEY, -- title, zone, created_ns
    value TEXT NOT NULL   -- as text
) STRICT, WITHOUT ROWID;

-- How often each kind of input was written; part of every cached answer's key.
CREATE TABLE revision (
    kind TEXT PRIMARY KEY, -- logs, samples, changes, alarms, map, services, settings
    n INTEGER NOT NULL     -- raised in the transaction that writes the kind
) STRICT, WITHOUT ROWID;

-- Where records came from: one file or stream under one setting.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,         -- row
    uuid TEXT NOT NULL UNIQUE,      -- names the source across files; (uuid, seq) names a log record
    path TEXT NOT NULL,             -- as given
    format TEXT NOT NULL,           -- importer id
    score INTEGER NOT NULL,         -- how sure recognition was, 0-100
    reason TEXT NOT NULL,           -- why that format, one sentence
    state TEXT NOT NULL CHECK (state IN ('loading', 'live', 'complete', 'hidden')), -- readers see live and complete
    revision_of INTEGER REFERENCES source (id), -- the source that this is a re-reading of
    version_of INTEGER REFERENCES source (id), -- an older version of the same file; only what that does not hold is stored here
    size INTEGER NOT NULL,          -- bytes read
    content_hash TEXT NOT NULL,     -- XXH3-128 of these bytes, hex; empty for a stream
    head_hash TEXT NOT NULL,        -- the same of the first 1,024 bytes: a renamed file is known by it; empty for a shorter one
    settings TEXT NOT NULL,         -- service, zone, year, format, column map it was read under, as JSON; empty: by default
    accept_from_ns INTEGER NOT NULL, -- records before it were left out
    accept_to_ns INTEGER NOT NULL,  -- records from it on were left out
    read INTEGER NOT NULL,          -- records found = stored + rejected + duplicates + outside + folded
    logs INTEGER NOT NULL,          -- log records stored
    samples INTEGER NOT NULL,       -- samples stored
    changes INTEGER NOT NULL,       -- changes stored
    alarms INTEGER NOT NULL,        -- alarms stored
    dependencies INTEGER NOT NULL,  -- services and dependencies stored
    notes INTEGER NOT NULL,         -- notes stored
    rejected INTEGER NOT NULL,      -- rows that could not be read, kept in import_issue
    duplicates INTEGER NOT NULL,    -- records that were there already
    outside INTEGER NOT NULL,       -- records cut by --since and --until, and calls that only read
    folded INTEGER NOT NULL,        -- records that became part of series or of another record
    first_ns INTEGER,               -- earliest time stored
    last_ns INTEGER,                -- latest time stored
    zone TEXT NOT NULL,             -- zone used for times without an offset
    zone_basis TEXT NOT NULL,       -- in the record, given, assumed UTC
    offset_ns INTEGER NOT NULL,     -- added to its times by every reader
    offset_error_ns INTEGER NOT NULL, -- plus or minus of that offset
    doubtful_times INTEGER NOT NULL, -- records whose time the clocks of the zone skipped or showed twice
    told_arrivals INTEGER NOT NULL, -- records stored that say when they could be seen
    usual_delay_ns INTEGER NOT NULL, -- median of arrival less event time over these; assumed for all others, 0 if none
    modified_ns INTEGER NOT NULL,   -- when its file was last written: years that are not written are found by it
    imported_ns INTEGER NOT NULL,   -- when it was read
    resume_offset INTEGER,          -- byte where its last record starts, if a longer version can be read on
    resume_line INTEGER,            -- line of that byte
    kinds TEXT NOT NULL,            -- what its format can hold: L logs, M metrics, C changes, A alarms, D map, T traces, N notes
    covers_from_ns INTEGER,         -- begin of the stretch that it speaks for; null: not known
    covers_to_ns INTEGER,           -- end of that stretch
    covers_basis TEXT NOT NULL      -- stated (by the source), given (by a person), exported (first record to export), assumed (first to last record), or empty
) STRICT;
CREATE INDEX source_by_path ON source (path);

-- The bytes of a source that is not a log, so that it can be read again under other settings.
CREATE TABLE source_bytes (
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    part INTEGER NOT NULL, -- order
    data BLOB NOT NULL,    -- codec byte, then one stretch of the zstd stream
    PRIMARY KEY (source_id, part)
) STRICT;

-- Rows that could not be read, and remarks on rows that were.
CREATE TABLE import_issue (
    id INTEGER PRIMARY KEY,  -- order
    remark INTEGER NOT NULL, -- 1: the record was stored, this is said about it; 0: it was rejected
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    line INTEGER NOT NULL,   -- 1-based, 0 where the format has no lines
    offset INTEGER NOT NULL, -- byte
    reason TEXT NOT NULL,    -- one sentence
    excerpt TEXT NOT NULL    -- up to 200 bytes of the row, escaped
) STRICT;
CREATE INDEX import_issue_by_source ON import_issue (source_id);

-- Service names as they were read. Every other table holds these ids, never services.
CREATE TABLE raw_name (
    id INTEGER PRIMARY KEY,   -- row
    text TEXT NOT NULL,       -- as read, may be empty
    environment TEXT NOT NULL, -- production, staging...; empty: not told
    UNIQUE (text, environment)
) STRICT;

-- Which service a raw name means; joined when reading. A name without a row means itself.
CREATE TABLE service_alias (
    raw_name_id INTEGER PRIMARY KEY REFERENCES raw_name (id), -- whose
    service TEXT NOT NULL, -- the service id it means
    basis TEXT NOT NULL,   -- rule: worked out anew after each import; user: kept
    rule TEXT NOT NULL,    -- user, folded, pod, stateful_pod, host_number, arn, unit_file, repository...
    sureness TEXT NOT NULL -- certain or likely
) STRICT;

-- Nodes of the service map.
CREATE TABLE service (
    id INTEGER PRIMARY KEY,     -- row
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- its id as the source gave it
    name TEXT NOT NULL,         -- for people
    role TEXT NOT NULL,         -- free words
    on_map_at_start INTEGER NOT NULL, -- 0: an exercise hides it until it is found
    basis TEXT NOT NULL,        -- fact, derived, memory, invented or empty
    details TEXT NOT NULL,      -- what else its source says: JSON object of texts, or empty
    arrived_ns INTEGER          -- see top
) STRICT;
CREATE INDEX service_by_source ON service (source_id);

-- Edges of the service map: from depends on to.
CREATE TABLE dependency (
    id INTEGER PRIMARY KEY,       -- row
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    from_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- the service that needs
    to_name_id INTEGER NOT NULL REFERENCES raw_name (id),   -- the service that is needed
    kind TEXT NOT NULL,           -- hard, soft, buffered, telemetry, auth, tooling, unknown
    documented INTEGER NOT NULL,  -- 0: nobody knew it
    confirmed INTEGER NOT NULL,   -- 1: somebody checked it
    why TEXT NOT NULL,            -- free words
    basis TEXT NOT NULL,          -- see service
    arrived_ns INTEGER            -- see top
) STRICT;
CREATE INDEX dependency_by_source ON dependency (source_id);

-- What resources may reach, as catalogues, configuration and quotas say; counted among the dependencies of a source.
CREATE TABLE limit_declared (
    id INTEGER PRIMARY KEY,       -- row
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- service, the empty name for a machine or an account
    metric TEXT NOT NULL,         -- the resource as its source names it
    value REAL NOT NULL,          -- the limit
    unit TEXT NOT NULL,           -- may be empty
    told_by TEXT NOT NULL,        -- where it is written down; empty: not told, so that it is a hint only
    dated_ns INTEGER,             -- when it was written; null: not told, so that it is a hint only
    scope TEXT NOT NULL           -- whom it holds for: "* soft", a region
) STRICT;
CREATE INDEX limit_declared_by_source ON limit_declared (source_id);

-- What somebody or something did to a service.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,  -- row
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    key TEXT NOT NULL,       -- its id as the source gave it, id@feed after a clash, a hash without one
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- service
    kind TEXT NOT NULL,      -- deploy, config, capacity_add...
    title TEXT NOT NULL,     -- for people
    start_ns INTEGER NOT NULL, -- began
    end_ns INTEGER,          -- ended; null: a moment or not known
    actor TEXT NOT NULL,     -- who or what did it
    ref TEXT NOT NULL,       -- ticket, commit or run
    rollout TEXT NOT NULL,   -- the group of changes it belongs to
    scope TEXT NOT NULL,     -- what part of the fleet
    basis TEXT NOT NULL,     -- see service
    details TEXT NOT NULL,   -- see service
    line INTEGER NOT NULL,   -- of its record
    offset INTEGER NOT NULL, -- byte of its record
    arrived_ns INTEGER       -- see top
) STRICT;
CREATE INDEX change_by_source ON change (source_id);
CREATE INDEX change_by_key ON change (key);

-- Monitoring rules that fired.
CREATE TABLE alarm (
    id INTEGER PRIMARY KEY,  -- row
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    key TEXT NOT NULL,       -- see change
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- service
    metric TEXT NOT NULL,    -- what it watches, may be empty
    title TEXT NOT NULL,     -- for people
    rule TEXT NOT NULL,      -- its text with the comparison, may be empty
    severity INTEGER NOT NULL, -- 1 most severe
    state TEXT NOT NULL CHECK (state IN ('firing', 'resolved', 'no_data')), -- at the end of the source
    start_ns INTEGER NOT NULL, -- fired
    end_ns INTEGER,          -- resolved; null: still firing or not known
    basis TEXT NOT NULL,     -- see service
    details TEXT NOT NULL,   -- see service
    line INTEGER NOT NULL,   -- of its record
    offset INTEGER NOT NULL, -- byte of its record
    arrived_ns INTEGER       -- see top
) STRICT;
CREATE INDEX alarm_by_source ON alarm (source_id);
CREATE INDEX alarm_by_key ON alarm (key);

-- Monitoring rules as they are set up, whether or not they fired.
CREATE TABLE alarm_rule (
    id INTEGER PRIMARY KEY,  -- row
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    name TEXT NOT NULL,      -- for people
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- service, the empty name for none
    metric TEXT NOT NULL,    -- what it watches, may be empty
    rule TEXT NOT NULL,      -- its expression
    op TEXT NOT NULL,        -- its comparison: > >= < <= == !=, or empty
    threshold REAL,          -- what it compares with; null: not a number
    wait_ns INTEGER NOT NULL, -- how long it must hold before the alarm fires
    severity INTEGER NOT NULL -- 1 most severe
) STRICT;
CREATE INDEX alarm_rule_by_source ON alarm_rule (source_id);

-- A person's word on what series mean; the later row wins.
CREATE TABLE series_role (
    id INTEGER PRIMARY KEY,   -- order
    service TEXT NOT NULL,    -- service as readers show it; * and ? stand for letters
    metric TEXT NOT NULL,     -- metric, the same
    role TEXT NOT NULL,       -- errors, latency, traffic, saturation, availability, fleet, backlog, progress, unknown
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'both')), -- in which it is bad
    UNIQUE (service, metric)
) STRICT;

-- Catalogue of measured quantities.
CREATE TABLE series (
    id INTEGER PRIMARY KEY,   -- row
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- service
    instance TEXT NOT NULL,   -- empty: the whole service
    version TEXT NOT NULL,    -- release the instance ran, may be empty
    metric TEXT NOT NULL,     -- name
    unit TEXT NOT NULL,       -- as read
    UNIQUE (raw_name_id, metric, instance, version, unit)
) STRICT;

-- Which telemetry service carries a series: when it is down, responders see a gap.
CREATE TABLE seen_via (
    service TEXT NOT NULL, -- service of the series as read
    metric TEXT NOT NULL,  -- its name
    via TEXT NOT NULL,     -- the telemetry service
    source_id INTEGER NOT NULL REFERENCES source (id), -- who said so
    PRIMARY KEY (service, metric)
) STRICT, WITHOUT ROWID;

-- Headers of chunks: up to 4,096 samples of one series from one source, in time order.
CREATE TABLE sample_chunk (
    id INTEGER PRIMARY KEY,     -- order of storing; also of sample_data and sample_pyramid
    series_id INTEGER NOT NULL REFERENCES series (id), -- whose
    source_id INTEGER NOT NULL REFERENCES source (id), -- from where
    count INTEGER NOT NULL,     -- samples in it
    first_ns INTEGER NOT NULL,  -- earliest
    last_ns INTEGER NOT NULL,   -- latest
    max_arrived_ns INTEGER,     -- latest arrival that is told; null: all with the event
    step_ns INTEGER NOT NULL,   -- usual distance of neighbours; 0: fewer than two
    breaks INTEGER NOT NULL,    -- stretches of more than two steps without a value, and null samples at either end
    least REAL,                 -- of its values; null: it has none
    most REAL,                  -- of its values
    first_value REAL,           -- earliest of its values
    last_value REAL,            -- latest of its values
    checksum INTEGER NOT NULL   -- XXH3-64 of sample_data.data
) STRICT;
CREATE INDEX sample_chunk_by_series ON sample_chunk (series_id, first_ns);
CREATE INDEX sample_chunk_by_source ON sample_chunk (source_id, series_id);

-- The samples of a chunk.
CREATE TABLE sample_data (
    chunk_id INTEGER PRIMARY KEY REFERENCES sample_chunk (id), -- whose
    data BLOB NOT NULL -- codec byte, then times, values, arrivals
) STRICT;

-- Least, most, first and last value of every 16 samples of a chunk, so that a plot need not open it.
CREATE TABLE sample_pyramid (
    chunk_id INTEGER PRIMARY KEY REFERENCES sample_chunk (id), -- whose; chunks of few samples have none
    data BLOB NOT NULL -- codec byte, then step, scale, group times, least, most, first and last of each group
) STRICT;

-- Samples not yet in a chunk (a live source's open end).
CREATE TABLE sample_tail (
    series_id INTEGER NOT NULL REFERENCES series (id), -- whose
    source_id INTEGER NOT NULL REFERENCES source (id), -- from where
    seq INTEGER NOT NULL,     -- order of storing
    time_ns INTEGER NOT NULL, -- measured at
    value REAL,               -- null: no value
    arrived_ns INTEGER,       -- see top
    PRIMARY KEY (series_id, source_id, seq)
) STRICT, WITHOUT ROWID;

-- Headers of log blocks: up to 4,096 records of one source, contiguous in seq.
CREATE TABLE log_block (
    id INTEGER PRIMARY KEY,      -- also of log_column and log_text
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    first_seq INTEGER NOT NULL,  -- seq of its first record
    first_offset INTEGER NOT NULL, -- byte of its first record in the source
    count INTEGER NOT NULL,      -- records in it
    first_ns INTEGER NOT NULL,   -- earliest time, as read
    last_ns INTEGER NOT NULL,    -- latest time, as read
    max_arrived_ns INTEGER,      -- latest arrival; null: with the event
    unknowns INTEGER NOT NULL,   -- records without a level
    traces INTEGER NOT NULL,     -- records of that level
    debugs INTEGER NOT NULL,     -- records of that level
    infos INTEGER NOT NULL,      -- records of that level
    warnings INTEGER NOT NULL,   -- records of that level
    errors INTEGER NOT NULL,     -- records of that level
    fatals INTEGER NOT NULL,     -- records of that level
    raw_bytes INTEGER NOT NULL,  -- size of its text before compression
    column_checksum INTEGER NOT NULL, -- XXH3-64 of log_column.data
    text_checksum INTEGER NOT NULL    -- XXH3-64 of log_text.data
) STRICT;
CREATE INDEX log_block_by_source ON log_block (source_id, first_seq);
CREATE INDEX log_block_by_time ON log_block (first_ns, last_ns);

-- Everything of a block's records but their text.
CREATE TABLE log_column (
    block_id INTEGER PRIMARY KEY REFERENCES log_block (id), -- whose
    data BLOB NOT NULL -- codec byte, then times, levels, lengths, lines, names, hosts, message spans, arrivals
) STRICT;

-- The records' own bytes.
CREATE TABLE log_text (
    block_id INTEGER PRIMARY KEY REFERENCES log_block (id), -- whose
    data BLOB NOT NULL -- codec byte, then the raw texts one after the other
) STRICT;

-- What a search asks before it opens a block: which runs of three bytes cannot be in its texts, letters alike.
CREATE TABLE log_filter (
    block_id INTEGER PRIMARY KEY REFERENCES log_block (id), -- whose
    data BLOB NOT NULL -- codec byte, then a bitmap of 32,000 hashed trigrams
) STRICT;

-- The same for runs of six bytes: request ids hold every trigram there is.
CREATE TABLE log_gram (
    block_id INTEGER PRIMARY KEY REFERENCES log_block (id), -- whose
    data BLOB NOT NULL -- codec byte, log2 of the bits, then a bitmap of hashed six-byte runs
) STRICT;

-- How many records of a block fell into each second, by raw name and level: histograms and counts need not open it.
CREATE TABLE log_rollup (
    block_id INTEGER PRIMARY KEY REFERENCES log_block (id), -- whose
    data BLOB NOT NULL -- codec byte, then raw names, then (second, name, level, count) in order
) STRICT;

-- Log records not yet in a block: still mutable, so that a stack trace can grow.
CREATE TABLE log_tail (
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    seq INTEGER NOT NULL,      -- order of storing within the source
    time_ns INTEGER NOT NULL,  -- as read
    level INTEGER NOT NULL,    -- 0 unknown, 1 trace ... 6 fatal
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- service
    host TEXT NOT NULL,        -- may be empty
    line INTEGER NOT NULL,     -- of its first line
    offset INTEGER NOT NULL,   -- byte of its first byte
    raw BLOB NOT NULL,         -- its bytes
    message BLOB NOT NULL,     -- its message
    arrived_ns INTEGER,        -- see top
    PRIMARY KEY (source_id, seq)
) STRICT, WITHOUT ROWID;

-- What people wrote: imported notes and those typed in the window.
CREATE TABLE note (
    id INTEGER PRIMARY KEY,  -- row
    source_id INTEGER REFERENCES source (id), -- null: typed here
    raw_name_id INTEGER NOT NULL REFERENCES raw_name (id), -- service, the empty name for none
    time_ns INTEGER NOT NULL, -- what moment it speaks of
    kind TEXT NOT NULL,      -- decision, symptom, note...
    text TEXT NOT NULL,      -- as written
    basis TEXT NOT NULL,     -- see service
    arrived_ns INTEGER       -- when it was written
) STRICT;
CREATE INDEX note_by_source ON note (source_id);

-- Edits by a person, newest last; undo inverts the changeset.
CREATE TABLE edit_history (
    id INTEGER PRIMARY KEY,   -- order
    made_ns INTEGER NOT NULL, -- when
    title TEXT NOT NULL,      -- for people: "note at 05:31 PST"
    changeset BLOB NOT NULL,  -- of the session extension
    undone INTEGER NOT NULL   -- 1: undone, can be redone
) STRICT;
