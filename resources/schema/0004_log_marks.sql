-- SPDX-FileCopyrightText: the Foreshock authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Records of the log that a person marked.

-- A record is known by (source, seq) for ever; a mark of a source that is hidden is not shown.
CREATE TABLE log_mark (
    source_id INTEGER NOT NULL REFERENCES source (id), -- whose
    seq INTEGER NOT NULL,       -- of the record
    time_ns INTEGER NOT NULL,   -- its time as read, so that marks have an order without opening blocks
    label INTEGER NOT NULL,     -- 0: bookmark, 1 to 9: a colour label
    arrived_ns INTEGER NOT NULL, -- when it was marked
    PRIMARY KEY (source_id, seq)
) STRICT, WITHOUT ROWID;
