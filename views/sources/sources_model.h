// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/source.h"
#include "views/theme/glyph.h"

#include <QAbstractTableModel>
#include <vector>

namespace foreshock {

/// What became of every source: read = stored + rejected + duplicates + outside + folded, so that nothing is lost
/// silently.
class SourcesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Path,
        Format,
        State,
        Read,
        Stored,
        Rejected,
        Duplicates,
        Outside,
        Folded,
        First,
        Last,
        ZoneBasis,
        Clock,
        kColumns
    };

    explicit SourcesModel(QObject* parent = nullptr)
        : QAbstractTableModel(parent) {}
    void setSources(std::vector<SourceInfo> sources);
    void setZone(const Zone& zone);
    const SourceInfo& at(int row) const { return m_sources[static_cast<std::size_t>(row)]; }
    std::int64_t rejected() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const SourceInfo& source, int column) const;
    QString time(const std::optional<Instant>& t) const;

    std::vector<SourceInfo> m_sources;
    Zone m_zone;
};

/// Complete, loading, with rejected rows: shape and word.
Sign signOf(const SourceInfo& source, const Theme& theme);
/// "4.1 M", "12 rejected", "facts", "no record": the one figure worth showing beside its name.
QString sourceFigure(const SourceInfo& source);
QString fileNameOf(const std::string& path);
/// 4123456 → "4.12 M".
QString shortCount(std::int64_t count);

} // namespace foreshock
