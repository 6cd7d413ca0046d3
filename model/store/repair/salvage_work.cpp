// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_work.h"

#include "model/store/schema.h"
#include "model/store/sqlite_api.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{32} << 20;

bool isBlobById(const TableShape& shape) {
    return shape.columns.size() == 2 && shape.columns[0].isRowid && shape.columns[1].type == "BLOB";
}

} // namespace

std::optional<std::size_t> TableShape::place(std::string_view column) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == column)
            return i;
    return std::nullopt;
}

bool TableShape::fits(const std::vector<Value>& values) const {
    if (values.size() != columns.size())
        return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Column& c = columns[i];
        const bool isFit = std::holds_alternative<std::monostate>(values[i]) ? !c.isNotNull || c.isRowid
                           : c.type == "INTEGER" ? std::holds_alternative<std::int64_t>(values[i]) && !c.isRowid
                           : c.type == "REAL"    ? std::holds_alternative<double>(values[i]) ||
                                                    std::holds_alternative<std::int64_t>(values[i])
                           : c.type == "TEXT" ? std::holds_alternative<std::string>(values[i])
                                              : std::holds_alternative<BlobValue>(values[i]);
        if (!isFit)
            return false;
    }
    return true;
}

bool SavedRow::isNull(std::string_view column) const {
    const auto at = shape->place(column);
    return !at || std::holds_alternative<std::monostate>(values[*at]);
}
std::int64_t SavedRow::integer(std::string_view column) const {
    const auto at = shape->place(column);
    const auto* value = at ? std::get_if<std::int64_t>(&values[*at]) : nullptr;
    return value ? *value : 0;
}
double SavedRow::real(std::string_view column) const {
    const auto at = shape->place(column);
    if (const auto* value = at ? std::get_if<double>(&values[*at]) : nullptr)
        return *value;
    return static_cast<double>(integer(column)); // whole numbers are stored as such
}
std::string SavedRow::text(std::string_view column) const {
    const auto at = shape->place(column);
    const auto* value = at ? std::get_if<std::string>(&values[*at]) : nullptr;
    return value ? *value : "";
}
std::string SavedRow::blob(std::string_view column) const {
    const auto at = shape->place(column);
    const auto* value = at ? std::get_if<BlobValue>(&values[*at]) : nullptr;
    return value ? value->bytes : "";
}
void SavedRow::set(std::string_view column, Value value) {
    if (const auto at = shape->place(column))
        values[*at] = std::move(value);
}

Result<SalvageWork> SalvageWork::open(const std::string& from, const Database& target, std::stop_token stop) {
    auto file = PageFile::open(from);
    if (!file)
        return file.error();
    SalvageWork work(std::move(*file), target, std::move(stop));
    if (work.m_file.userVersion() > static_cast<std::uint32_t>(newestSchemaVersion()) &&
        work.m_file.userVersion() < 10'000)
        return Error{ErrorCode::SchemaTooNew,
                     fmt::format("the incident file is of version {}, this program repairs up to {}",
                                 work.m_file.userVersion(), newestSchemaVersion()),
                     from, "Repair it with a newer Foreshock; it was left as it is"};
    if (const auto done = work.readShapes(); !done)
        return done.error();
    work.readTrees(work.m_usualRoots);
    return work;
}

/// Tables as the damaged file's version has them, and the pages where a new file would have their roots.
Result<void> SalvageWork::readShapes() {
    const int newest = newestSchemaVersion();
    const int version = static_cast<int>(m_file.userVersion());
    const auto scratch = scratchOfVersion(version >= 1 && version <= newest ? version : newest);
    if (!scratch)
        return scratch.error();
    auto objects = scratch->prepare("SELECT type, name, rootpage FROM sqlite_schema ORDER BY name");
    if (!objects)
        return objects.error();
    const auto listed = objects->each([&] {
        m_usualRoots[objects->string(1)] = static_cast<std::uint32_t>(objects->integer(2));
        if (objects->text(0) == "table")
            m_shapes.push_back({objects->string(1), {}});
        return true;
    });
    if (!listed)
        return listed;
    for (TableShape& shape : m_shapes) {
        // Without rowids the key's columns are stored first.
        auto columns = scratch->prepare(R"(
            SELECT c.name, c.type, c."notnull", c.pk = 1 AND NOT t.wr AND c.type = 'INTEGER' AND
                   (SELECT count(*) FROM pragma_table_info(?1) WHERE pk > 0) = 1
              FROM pragma_table_info(?1) c, pragma_table_list(?1) t
             ORDER BY CASE WHEN t.wr AND c.pk > 0 THEN c.pk ELSE 1000 END, c.cid)");
        if (!columns)
            return columns.error();
        columns->bindAll(shape.name);
        const auto read = columns->each([&] {
            shape.columns.push_back(
                {columns->string(0), columns->string(1), columns->integer(2) != 0, columns->integer(3) != 0});
            return true;
        });
        if (!read)
            return read;
    }
    return {};
}

void SalvageWork::readTrees(const std::map<std::string, std::uint32_t>& usual) {
    std::set<std::uint32_t> reached;
    std::map<std::string, std::uint32_t> roots = usual;
    for (const RowPlace& place : walkTree(m_file, 1, reached).rows) {
        const auto row = readRow(m_file, place);
        if (!row || row->size() != 5)
            continue;
        const auto* name = std::get_if<std::string>(&(*row)[1]);
        const auto* root = std::get_if<std::int64_t>(&(*row)[3]);
        if (name && root && roots.contains(*name) && *root > 1 && *root <= m_file.count())
            roots[*name] = static_cast<std::uint32_t>(*root);
    }
    bool isTroubled = false;
    for (const auto& [name, root] : roots) {
        std::set<std::uint32_t> seen; // its own: a stray pointer into it must not take a page from its owner
        m_trees[name] = walkTree(m_file, root, seen);
        isTroubled = isTroubled || m_trees[name].badPages > 0;
        reached.insert(seen.begin(), seen.end());
    }
    if (isTroubled)
        adoptLostLeaves(reached);
}

/// Leaves whose way from the root is damaged are found by looking at every page that nothing leads to. Blobs are known
/// by their checksums; another row by its shape, if the list of free pages (which hold deleted rows) is whole.
void SalvageWork::adoptLostLeaves(const std::set<std::uint32_t>& reached) {
    const auto free = freePages(m_file);
    for (std::uint32_t number = 2; number <= m_file.count() && !m_stop.stop_requested(); ++number) {
        if (reached.contains(number) || (free && free->contains(number)))
            continue;
        const std::vector<RowPlace> rows = rowsOfLostLeaf(m_file, number);
        for (const RowPlace& place : rows) {
            const auto values = readRow(m_file, place);
            if (!values)
                continue;
            Tree* home = nullptr;
            bool isClear = free.has_value();
            for (const TableShape& shape : m_shapes) {
                if (!shape.fits(*values))
                    continue;
                if (isBlobById(shape)) {
                    m_lostBlobs.push_back(place);
                    home = nullptr;
                    break;
                }
                Tree& tree = m_trees[shape.name];
                if (tree.badPages == 0)
                    continue;
                isClear = isClear && home == nullptr;
                home = &tree;
            }
            if (home && isClear)
                home->rows.push_back(place);
        }
    }
    for (auto& [name, tree] : m_trees)
        if (tree.badPages > 0 && shape(name) && !tree.rows.empty() && shape(name)->columns[0].isRowid) {
            const auto isBefore = [](const RowPlace& a, const RowPlace& b) { return a.rowid < b.rowid; };
            const auto isSame = [](const RowPlace& a, const RowPlace& b) { return a.rowid == b.rowid; };
            std::stable_sort(tree.rows.begin(), tree.rows.end(), isBefore);
            tree.rows.erase(std::unique(tree.rows.begin(), tree.rows.end(), isSame), tree.rows.end());
        }
}

const TableShape* SalvageWork::shape(std::string_view table) const {
    const auto found =
        std::find_if(m_shapes.begin(), m_shapes.end(), [&](const TableShape& s) { return s.name == table; });
    return found == m_shapes.end() ? nullptr : &*found;
}

Result<void> SalvageWork::each(const std::string& table, const std::function<Result<void>(SavedRow)>& visit) {
    const TableShape* form = shape(table);
    if (!form)
        return {};
    for (const RowPlace& place : m_trees[table].rows) {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", "", "The damaged file was not touched"};
        auto values = readRow(m_file, place);
        if (!values || !form->fits(*values)) {
            ++m_badRows[table];
            continue;
        }
        for (std::size_t i = 0; i < values->size(); ++i)
            if (form->columns[i].isRowid)
                (*values)[i] = place.rowid;
        if (const auto done = visit({form, std::move(*values)}); !done)
            return done;
    }
    return {};
}

std::vector<std::vector<Value>> SalvageWork::entries(const std::string& index) const {
    std::vector<std::vector<Value>> out;
    const auto tree = m_trees.find(index);
    if (tree == m_trees.end())
        return out;
    for (const RowPlace& place : tree->second.rows)
        if (auto values = readRow(m_file, place))
            out.push_back(std::move(*values));
    return out;
}

bool SalvageWork::isWhole(const std::string& tree) const {
    const auto found = m_trees.find(tree);
    return found != m_trees.end() && found->second.isWhole();
}

std::multimap<std::int64_t, RowPlace> SalvageWork::blobPlaces(const std::string& table) const {
    std::multimap<std::int64_t, RowPlace> out;
    if (const auto tree = m_trees.find(table); tree != m_trees.end())
        for (const RowPlace& place : tree->second.rows)
            out.emplace(place.rowid, place);
    for (const RowPlace& place : m_lostBlobs)
        out.emplace(place.rowid, place);
    return out;
}

std::optional<std::string> SalvageWork::blobAt(const RowPlace& place) const {
    auto values = readRow(m_file, place);
    if (!values || values->size() != 2)
        return std::nullopt;
    auto* blob = std::get_if<BlobValue>(&(*values)[1]);
    return blob ? std::optional(std::move(blob->bytes)) : std::nullopt;
}

bool SalvageWork::hasTrouble(const std::string& table) const {
    return badRows(table) > 0 || badPages(table) > 0;
}
std::int64_t SalvageWork::badRows(const std::string& table) const {
    const auto tree = m_trees.find(table);
    const auto bad = m_badRows.find(table);
    return (tree == m_trees.end() ? 0 : tree->second.badRows) + (bad == m_badRows.end() ? 0 : bad->second);
}
std::int64_t SalvageWork::badPages(const std::string& table) const {
    const auto tree = m_trees.find(table);
    return tree == m_trees.end() ? 0 : tree->second.badPages;
}

Result<bool> SalvageWork::insert(const SavedRow& row) {
    const TableShape& form = *row.shape;
    auto known = m_inserts.find(form.name);
    if (known == m_inserts.end()) {
        std::string columns, marks;
        for (const TableShape::Column& column : form.columns) {
            columns += (columns.empty() ? "" : ", ") + column.name;
            marks += marks.empty() ? "?" : ", ?";
        }
        auto made = m_target->prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", form.name, columns, marks));
        if (!made)
            return made.error();
        known = m_inserts.emplace(form.name, std::move(*made)).first;
    }
    Statement& statement = known->second;
    statement.reset();
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        const Value& value = row.values[i];
        if (const auto* integer = std::get_if<std::int64_t>(&value))
            statement.bindAt(at, *integer);
        else if (const auto* real = std::get_if<double>(&value))
            statement.bindAt(at, *real);
        else if (const auto* text = std::get_if<std::string>(&value))
            statement.bindAt(at, *text), bytes += text->size();
        else if (const auto* blob = std::get_if<BlobValue>(&value))
            statement.bindAt(at, Blob{blob->bytes}), bytes += blob->bytes.size();
        else
            statement.bindAt(at, std::nullopt);
    }
    if (const auto done = commitIfDue(bytes + 64); !done)
        return done.error();
    const auto done = statement.run();
    if (done)
        return true;
    const bool isRefused = (sqlite3_errcode(m_target->handle()) & 0xFF) == SQLITE_CONSTRAINT;
    statement.reset();
    if (!isRefused)
        return done.error();
    ++m_badRows[form.name];
    return false;
}

Result<void> SalvageWork::commitIfDue(std::size_t bytes) {
    m_uncommitted += bytes;
    if (m_uncommitted > kBatchBytes)
        if (const auto done = commit(); !done)
            return done;
    if (m_transaction)
        return {};
    auto begun = Transaction::begin(*m_target);
    if (!begun)
        return begun.error();
    m_transaction.emplace(std::move(*begun));
    return {};
}

Result<void> SalvageWork::commit() {
    m_uncommitted = 0;
    if (!m_transaction)
        return {};
    const auto done = m_transaction->commit();
    m_transaction.reset();
    return done;
}

} // namespace foreshock::store
