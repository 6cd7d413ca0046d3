-- SPDX-FileCopyrightText: the Foreshock authors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Answers that were worked out before. Nothing rests on them: whoever asks works out what is not here.

-- Read only where program and inputs are still the same. All that is committed to the file, but notes and this table,
-- raises the revision of kind 'inputs' in the same transaction.
CREATE TABLE kept_answer (
    id INTEGER PRIMARY KEY,   -- order of keeping; the oldest go first
    analysis TEXT NOT NULL,   -- suspects, change points...
    asked TEXT NOT NULL,      -- its parameters, in one form whatever their order
    program TEXT NOT NULL,    -- the build that worked it out, and the zone database it read
    inputs INTEGER NOT NULL,  -- revision of kind 'inputs' it was worked out from; -1: it says so itself, part by part
    checksum INTEGER NOT NULL, -- XXH3-64 of data
    data BLOB NOT NULL,       -- codec byte, then the answer as that program writes it
    UNIQUE (analysis, asked)
) STRICT;
