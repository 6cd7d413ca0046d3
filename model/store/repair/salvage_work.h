// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"
#include "model/store/repair/salvage.h"
#include "model/store/repair/salvage_tree.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace foreshock::store {

/// A table as its rows are stored.
struct TableShape {
    struct Column {
        std::string name;
        std::string type;
        bool isNotNull = false;
        bool isRowid = false; ///< INTEGER PRIMARY KEY: stored as NULL
    };
    std::string name;
    std::vector<Column> columns; ///< in order of storing
    std::optional<std::size_t> place(std::string_view column) const;
    /// May these be the values of one of its rows?
    bool fits(const std::vector<Value>& values) const;
};

/// A row with names for its values.
struct SavedRow {
    const TableShape* shape = nullptr;
    std::vector<Value> values;

    bool isNull(std::string_view column) const;
    std::int64_t integer(std::string_view column) const; ///< 0 if it is none
    double real(std::string_view column) const;          ///< 0 if it is none
    std::string text(std::string_view column) const;     ///< empty if it is none
    std::string blob(std::string_view column) const;     ///< empty if it is none
    void set(std::string_view column, Value value);
};

/// A repair under way: the damaged file's tables, the new file, and what is known of both. One thread.
class SalvageWork {
public:
    static Result<SalvageWork> open(const std::string& from, const Database& target, std::stop_token stop);

    /// Calls `visit` for every row that can be read; its error ends it.
    Result<void> each(const std::string& table, const std::function<Result<void>(SavedRow)>& visit);
    /// The entries of an index (its columns, then the rowid).
    std::vector<std::vector<Value>> entries(const std::string& index) const;
    bool isWhole(const std::string& tree) const;
    /// Where the rows of a table of blobs by id stand, those without a way to them too.
    std::multimap<std::int64_t, RowPlace> blobPlaces(const std::string& table) const;
    std::optional<std::string> blobAt(const RowPlace& place) const;

    /// False: the new file already has such a row, or it breaks a rule of the table.
    Result<bool> insert(const SavedRow& row);
    Result<void> commitIfDue(std::size_t bytes);
    Result<void> commit();

    const Database& target() const { return *m_target; }
    const std::vector<TableShape>& tables() const { return m_shapes; }
    const TableShape* shape(std::string_view table) const;
    /// Rows and pages of a table that could not be read.
    bool hasTrouble(const std::string& table) const;
    std::int64_t badRows(const std::string& table) const;
    std::int64_t badPages(const std::string& table) const;

    /// Makes a placeholder if the name was lost.
    Result<void> needName(std::int64_t id);
    Result<void> needSeries(std::int64_t id);
    /// Does the new file hold the source? Makes a placeholder if only its row was lost.
    Result<bool> needSource(std::int64_t id);

    struct Source {
        std::string path;
        std::string uuid;
        bool isPlaceholder = false;
        std::int64_t expectedLogs = 0;
        std::vector<SeqRange> logs; ///< stored in the new file
    };
    std::map<std::int64_t, Source> sources;                                   ///< kept, by id
    std::set<std::int64_t> unfinished;                                        ///< left out
    std::map<std::int64_t, std::pair<std::string, std::string>> knownSources; ///< path and uuid from the indexes
    std::map<std::uint32_t, std::string> templates;                           ///< of saved records: as one reads
    std::set<std::int64_t> names, series;                                     ///< in the new file
    SalvageReport report;

private:
    SalvageWork(PageFile file, const Database& target, std::stop_token stop)
        : m_file(std::move(file))
        , m_target(&target)
        , m_stop(std::move(stop)) {}
    Result<void> readShapes();
    void readTrees(const std::map<std::string, std::uint32_t>& usual);
    void adoptLostLeaves(const std::set<std::uint32_t>& reached);

    PageFile m_file;
    const Database* m_target;
    std::stop_token m_stop;
    std::vector<TableShape> m_shapes;
    std::map<std::string, std::uint32_t> m_usualRoots;
    std::map<std::string, Tree> m_trees;
    std::map<std::string, std::int64_t> m_badRows;
    std::vector<RowPlace> m_lostBlobs; ///< rows that only their checksums can give a home
    std::map<std::string, Statement> m_inserts;
    std::optional<Transaction> m_transaction;
    std::size_t m_uncommitted = 0;
};

Result<void> salvageNames(SalvageWork& work);
Result<void> salvageSources(SalvageWork& work);
Result<void> salvageLogs(SalvageWork& work);
Result<void> salvageSamples(SalvageWork& work);
/// Everything else, table by table.
Result<void> salvageRows(SalvageWork& work);
/// Templates whose rows were lost get new ones, made from a record of theirs; after salvageRows().
Result<void> salvageTemplates(SalvageWork& work);
/// Makes the sources' counts true, and says in each what it lost.
Result<void> settleSources(SalvageWork& work);

} // namespace foreshock::store
