-- SPDX-FileCopyrightText: the Foreshock authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Log templates: what a message is once its values are left out. Each record's template stands in log_column; records
-- stored before this form have none.

-- Templates in order of their first line. A row is given once; a template that turned out to be part of another keeps
-- its row and names that one, so that columns are never rewritten. What is counted here is all that was ever read; what
-- is shown is counted from the records that are visible.
CREATE TABLE log_template (
    id INTEGER PRIMARY KEY,  -- as given
    pattern TEXT NOT NULL,   -- as it is shown, <*> for values; empty if it was merged before it was ever stored
    merged_into INTEGER REFERENCES log_template (id), -- the older template that it became part of
    is_live INTEGER NOT NULL, -- 1: it may still widen or merge
    words BLOB NOT NULL,     -- its words, each ended by byte 31; empty unless it lives
    places BLOB NOT NULL,    -- a byte a word: 1 after ':', 2 in brackets, 4 after a sign, 8 before ':' and a digit
    shown BLOB NOT NULL,     -- tokens of its first line; empty unless it lives
    count INTEGER NOT NULL,  -- lines ever read
    last_line INTEGER NOT NULL, -- number of its last line among all ever read
    first_ns INTEGER NOT NULL,  -- earliest time ever read
    last_ns INTEGER NOT NULL    -- latest time ever read
) STRICT;

-- Which template a line's constant words mean: what the next import goes on with.
CREATE TABLE log_leaf (
    key INTEGER PRIMARY KEY, -- XXH3-64 of the words
    template_id INTEGER NOT NULL REFERENCES log_template (id) -- theirs
) STRICT;

-- The templates of records in log_tail.
CREATE TABLE log_tail_template (
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    seq INTEGER NOT NULL,         -- of the record
    template_id INTEGER NOT NULL, -- its template
    PRIMARY KEY (source_id, seq)
) STRICT, WITHOUT ROWID;

-- How many records of a block fell into each minute, by raw name and template.
CREATE TABLE log_template_rollup (
    block_id INTEGER PRIMARY KEY REFERENCES log_block (id), -- whose
    data BLOB NOT NULL -- codec byte, then templates with first and last time, raw names, (minute, name, template, count)
) STRICT;
