// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage_tree.h"

#include "model/store/blob_codec.h"

#include <bit>
#include <limits>
#include <utility>

namespace foreshock::store {
namespace {

constexpr std::uint8_t kIndexInterior = 0x02, kTableInterior = 0x05, kIndexLeaf = 0x0A, kTableLeaf = 0x0D;
constexpr std::size_t kMostPayload = kBlobLimit + (std::size_t{1} << 20);

/// SQLite's varint: big-endian, seven bits a byte, the ninth byte whole.
std::optional<std::uint64_t> varint(std::string_view bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (int i = 0; i < 9; ++i) {
        if (at >= bytes.size())
            return std::nullopt;
        const auto b = static_cast<unsigned char>(bytes[at++]);
        if (i == 8)
            return value << 8 | b;
        value = value << 7 | (b & 0x7F);
        if (!(b & 0x80))
            return value;
    }
    return value;
}

/// A b-tree page, as far as its header makes sense.
struct Page {
    std::shared_ptr<const std::string> bytes;
    std::uint8_t type = 0;
    std::size_t head = 0; ///< where its header starts: behind the file's on page 1
    std::uint32_t cells = 0;

    bool isLeaf() const { return type == kTableLeaf || type == kIndexLeaf; }
    bool isTable() const { return type == kTableLeaf || type == kTableInterior; }
    std::size_t headSize() const { return isLeaf() ? 8 : 12; }
    /// Where the cell starts; null if that makes no sense.
    std::optional<std::size_t> cell(std::uint32_t i) const {
        const std::size_t pointer = head + headSize() + 2 * std::size_t{i};
        if (i >= cells || pointer + 2 > bytes->size())
            return std::nullopt;
        const std::size_t at = bigEndian(*bytes, pointer, 2);
        if (at < head + headSize() + 2 * std::size_t{cells} || at + 4 > bytes->size())
            return std::nullopt;
        return at;
    }
};

std::optional<Page> openPage(const PageFile& file, std::uint32_t number) {
    Page page;
    page.bytes = file.page(number);
    page.head = number == 1 ? 100 : 0;
    if (page.bytes->size() < page.head + 12)
        return std::nullopt;
    page.type = static_cast<std::uint8_t>((*page.bytes)[page.head]);
    if (page.type != kIndexInterior && page.type != kTableInterior && page.type != kIndexLeaf &&
        page.type != kTableLeaf)
        return std::nullopt;
    page.cells = bigEndian(*page.bytes, page.head + 3, 2);
    if (page.head + page.headSize() + 2 * std::size_t{page.cells} > file.pageSize())
        return std::nullopt;
    return page;
}

/// One subtree on its way: its rowids lie in (above, upTo].
struct Step {
    std::uint32_t page;
    std::int64_t above;
    std::int64_t upTo;
    std::optional<std::uint32_t> cell; ///< of an interior index page: the row that stands between two subtrees
};

class Walk {
public:
    Walk(const PageFile& file, std::set<std::uint32_t>& seen)
        : m_file(file)
        , m_seen(seen) {}

    Tree run(std::uint32_t root) {
        m_steps.push_back(
            {root, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), {}});
        bool isFirst = true;
        while (!m_steps.empty()) {
            const Step step = m_steps.back();
            m_steps.pop_back();
            if (step.cell)
                m_tree.rows.push_back({step.page, *step.cell, 0});
            else
                visit(step, std::exchange(isFirst, false));
        }
        return std::move(m_tree);
    }

private:
    void visit(const Step& step, bool isRoot) {
        const auto page = openPage(m_file, step.page);
        if (!page || !m_seen.insert(step.page).second || (!isRoot && page->isTable() != m_isTable)) {
            ++m_tree.badPages;
            return;
        }
        m_isTable = page->isTable();
        page->isLeaf() ? leaf(step, *page) : interior(step, *page);
    }

    void leaf(const Step& step, const Page& page) {
        std::int64_t above = step.above;
        for (std::uint32_t i = 0; i < page.cells; ++i) {
            auto at = page.cell(i);
            if (at && !page.isTable()) {
                m_tree.rows.push_back({step.page, i, 0});
                continue;
            }
            const auto size = at ? varint(*page.bytes, *at) : std::nullopt;
            const auto rowid = size ? varint(*page.bytes, *at) : std::nullopt;
            const auto id = static_cast<std::int64_t>(rowid.value_or(0));
            const bool isBelowAll = above == std::numeric_limits<std::int64_t>::min();
            if (!rowid || (!isBelowAll && id <= above) || id > step.upTo) {
                ++m_tree.badRows;
                continue;
            }
            above = id;
            m_tree.rows.push_back({step.page, i, id});
        }
    }

    void interior(const Step& step, const Page& page) {
        std::vector<Step> below;
        std::int64_t above = step.above;
        for (std::uint32_t i = 0; i < page.cells; ++i) {
            const auto at = page.cell(i);
            if (!at) {
                ++m_tree.badPages;
                continue;
            }
            const std::uint32_t child = bigEndian(*page.bytes, *at, 4);
            if (!page.isTable()) {
                below.push_back({child, step.above, step.upTo, {}});
                below.push_back({step.page, 0, 0, i});
                continue;
            }
            std::size_t keyAt = *at + 4;
            const auto key = varint(*page.bytes, keyAt);
            const auto upTo = static_cast<std::int64_t>(key.value_or(0));
            // A key that can't be right bounds nothing: its page may still be.
            const bool isKey = key && upTo >= above && upTo <= step.upTo;
            below.push_back({child, above, isKey ? upTo : step.upTo, {}});
            if (isKey)
                above = upTo;
        }
        below.push_back({bigEndian(*page.bytes, page.head + 8, 4), above, step.upTo, {}});
        m_steps.insert(m_steps.end(), below.rbegin(), below.rend());
    }

    const PageFile& m_file;
    std::set<std::uint32_t>& m_seen;
    std::vector<Step> m_steps;
    Tree m_tree;
    bool m_isTable = true;
};

/// The cell's payload, with its overflow pages.
std::optional<std::string> payload(const PageFile& file, const Page& page, std::uint32_t cell,
                                   std::set<std::uint32_t>* seen) {
    auto at = page.cell(cell);
    if (!at)
        return std::nullopt;
    if (!page.isLeaf())
        *at += 4;
    const auto size = varint(*page.bytes, *at);
    if (!size || *size > kMostPayload || (page.isTable() && !varint(*page.bytes, *at)))
        return std::nullopt;
    const std::size_t usable = file.pageSize();
    const std::size_t most = page.isTable() ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    const std::size_t least = (usable - 12) * 32 / 255 - 23;
    std::size_t local = *size;
    if (*size > most) {
        local = least + (*size - least) % (usable - 4);
        if (local > most)
            local = least;
    }
    if (*at + local + (local < *size ? 4 : 0) > page.bytes->size())
        return std::nullopt;
    std::string out = page.bytes->substr(*at, local);
    std::uint32_t next = local < *size ? bigEndian(*page.bytes, *at + local, 4) : 0;
    while (out.size() < *size) {
        const auto more = file.page(next);
        const std::size_t want = std::min<std::size_t>(*size - out.size(), usable - 4);
        if (next == 0 || more->size() < 4 + want)
            return std::nullopt;
        if (seen)
            seen->insert(next);
        out.append(*more, 4, want);
        next = bigEndian(*more, 0, 4);
    }
    return out;
}

std::int64_t signedInteger(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = size > 0 && (bytes[at] & 0x80) ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < size; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<std::int64_t>(value);
}

/// A record: a header of serial types, then the values (1.7 Record Format).
std::optional<std::vector<Value>> valuesOf(std::string_view bytes) {
    std::size_t at = 0;
    const auto headSize = varint(bytes, at);
    if (!headSize || *headSize > bytes.size())
        return std::nullopt;
    std::size_t value = *headSize;
    std::vector<Value> out;
    while (at < *headSize) {
        const auto type = varint(bytes, at);
        static constexpr std::size_t kSizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
        if (!type || *type == 10 || *type == 11)
            return std::nullopt;
        const std::uint64_t size = *type < 10 ? kSizes[*type] : (*type - 12) / 2;
        if (size > bytes.size() - value)
            return std::nullopt;
        if (*type == 0)
            out.emplace_back();
        else if (*type == 7)
            out.emplace_back(std::bit_cast<double>(signedInteger(bytes, value, size)));
        else if (*type >= 8 && *type < 10)
            out.emplace_back(static_cast<std::int64_t>(*type - 8));
        else if (*type < 7)
            out.emplace_back(signedInteger(bytes, value, size));
        else if (*type % 2 == 1)
            out.emplace_back(std::string(bytes.substr(value, size)));
        else
            out.emplace_back(BlobValue{std::string(bytes.substr(value, size))});
        value += size;
    }
    // A whole record ends where its last value does.
    return at == *headSize && value == bytes.size() ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

Tree walkTree(const PageFile& file, std::uint32_t root, std::set<std::uint32_t>& seen) {
    return Walk(file, seen).run(root);
}

std::vector<RowPlace> rowsOfLostLeaf(const PageFile& file, std::uint32_t number) {
    const auto page = openPage(file, number);
    if (!page || page->type != kTableLeaf)
        return {};
    std::set<std::uint32_t> seen;
    return walkTree(file, number, seen).rows;
}

std::optional<std::vector<Value>> readRow(const PageFile& file, const RowPlace& place, std::set<std::uint32_t>* seen) {
    const auto page = openPage(file, place.page);
    const auto bytes = page ? payload(file, *page, place.cell, seen) : std::nullopt;
    return bytes ? valuesOf(*bytes) : std::nullopt;
}

std::optional<std::set<std::uint32_t>> freePages(const PageFile& file) {
    const auto head = file.page(1);
    if (head->size() < 100)
        return std::nullopt;
    std::set<std::uint32_t> out;
    std::uint32_t trunk = bigEndian(*head, 32, 4);
    const std::uint32_t expected = bigEndian(*head, 36, 4);
    while (trunk != 0 && out.size() < expected) {
        const auto page = file.page(trunk);
        if (page->size() < file.pageSize() || !out.insert(trunk).second)
            return std::nullopt;
        const std::uint32_t leaves = bigEndian(*page, 4, 4);
        if (leaves > file.pageSize() / 4 - 2)
            return std::nullopt;
        for (std::uint32_t i = 0; i < leaves; ++i)
            out.insert(bigEndian(*page, 8 + 4 * std::size_t{i}, 4));
        trunk = bigEndian(*page, 0, 4);
    }
    return trunk == 0 && out.size() == expected ? std::optional(out) : std::nullopt;
}

} // namespace foreshock::store
