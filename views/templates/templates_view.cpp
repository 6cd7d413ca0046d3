// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/templates/templates_view.h"

#include "model/base/time_text.h"
#include "views/time_scope/time_scope.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace foreshock {
namespace {

constexpr int kCells = 48;

/// A bar a cell, as tall as its share of the fullest.
class CourseDelegate : public QStyledItemDelegate {
public:
    CourseDelegate(const TemplatesModel& model, const QSortFilterProxyModel& shown, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_model(&model)
        , m_shown(&shown) {}
    void setTheme(const Theme& theme) { m_theme = theme; }
    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyledItemDelegate::paint(p, option, index);
        const std::vector<std::int64_t>& cells = m_model->at(m_shown->mapToSource(index).row()).cells;
        if (cells.empty())
            return;
        const std::int64_t most = *std::max_element(cells.begin(), cells.end());
        const QRectF box = QRectF(option.rect).adjusted(4, 4, -8, -4);
        const double width = box.width() / static_cast<double>(cells.size());
        p->fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), m_theme.line);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i] == 0)
                continue;
            const double height =
                std::max(1.0, box.height() * static_cast<double>(cells[i]) / static_cast<double>(most));
            const double left = std::round(box.left() + width * static_cast<double>(i));
            const double right = std::round(box.left() + width * static_cast<double>(i + 1));
            p->fillRect(QRectF(left, box.bottom() - height, std::max(1.0, right - left - 1), height), m_theme.series);
        }
    }

private:
    const TemplatesModel* m_model;
    const QSortFilterProxyModel* m_shown;
    Theme m_theme = Theme::light();
};

} // namespace

TemplatesView::TemplatesView(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope) {
    m_shown.setSourceModel(&m_model);
    m_shown.setFilterKeyColumn(-1);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setSortRole(TemplatesModel::kSortRole);
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Find a template or a service"));
    m_filter->setAccessibleName(tr("Find a template or a service"));
    m_filter->setClearButtonEnabled(true);
    m_words = new QLabel;
    m_words->setObjectName(QStringLiteral("secondary"));
    m_table = new QTableView;
    m_table->setModel(&m_shown);
    m_table->setAccessibleName(tr("Log templates"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(TemplatesModel::Change, Qt::AscendingOrder);
    m_table->setItemDelegateForColumn(TemplatesModel::Course, new CourseDelegate(m_model, m_shown, this));
    m_table->installEventFilter(this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 6, 12, 6);
    head->setSpacing(12);
    head->addWidget(m_filter, 1);
    head->addWidget(m_words, 2);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_table, 1);
    connect(m_filter, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_shown.setFilterFixedString(text); });
    connect(m_table, &QTableView::clicked, this, &TemplatesView::choose);
    m_askTimer.setSingleShot(true);
    m_askTimer.setInterval(80);
    connect(&m_askTimer, &QTimer::timeout, this, &TemplatesView::ask);
    for (const auto signal : {&TimeScope::rangeChanged, &TimeScope::serviceChanged})
        connect(&m_scope, signal, this, [this] { m_askTimer.start(); });
    showWords();
}

void TemplatesView::setLook(const Look& look) {
    m_model.setTheme(look.theme);
    static_cast<CourseDelegate*>(m_table->itemDelegateForColumn(TemplatesModel::Course))->setTheme(look.theme);
    m_table->verticalHeader()->setMinimumSectionSize(look.fonts.px(20));
    m_table->verticalHeader()->setDefaultSectionSize(look.fonts.px(24));
    const std::pair<int, int> widths[] = {{TemplatesModel::Change, 116},
                                          {TemplatesModel::Count, 84},
                                          {TemplatesModel::Course, 170},
                                          {TemplatesModel::First, 84},
                                          {TemplatesModel::Services, 150}};
    for (const auto& [column, width] : widths)
        m_table->setColumnWidth(column, look.fonts.px(width));
}

TemplateMoment TemplateMoment::of(Instant at, std::optional<Instant> firstAlarm, const QString& what) {
    const Duration toAlarm = firstAlarm ? *firstAlarm + Duration::minutes(15) - at : Duration::hours(1);
    return {at, std::clamp(toAlarm, Duration::minutes(30), Duration::hours(24)), what};
}

void TemplatesView::setAround(const std::optional<TemplateMoment>& moment) {
    if (m_around == moment)
        return;
    m_around = moment;
    m_askTimer.start();
}

void TemplatesView::reload() {
    m_asked = {};
    m_askTimer.start();
}

void TemplatesView::ask() {
    m_askTimer.stop();
    if (!isVisible() || m_scope.range().isEmpty())
        return;
    const TemplatesWish wish{m_scope.range(), m_scope.service(), m_around, kCells};
    if (wish == m_asked)
        return;
    m_asked = wish;
    emit templatesWanted(wish);
}

void TemplatesView::setOverview(std::shared_ptr<const TemplateOverview> overview) {
    // The template in hand stays in hand.
    const QModelIndex current = m_shown.mapToSource(m_table->currentIndex());
    const std::uint32_t id = current.isValid() ? m_model.at(current.row()).what.id : 0; // 0: none
    m_model.setOverview(std::move(overview), m_scope.zone());
    for (int row = 0; id != 0 && row < m_shown.rowCount(); ++row)
        if (m_model.at(m_shown.mapToSource(m_shown.index(row, 0)).row()).what.id == id) {
            m_table->setCurrentIndex(m_shown.index(row, TemplatesModel::Pattern));
            break;
        }
    showWords();
    emit overviewChanged(m_model.overview() ? *m_model.overview() : TemplateOverview{});
}

void TemplatesView::showWords() {
    const TemplateOverview* overview = m_model.overview();
    if (!overview) {
        m_words->setText({});
        return;
    }
    const QLocale english(QLocale::English);
    const auto number = [&](std::int64_t n) { return english.toString(static_cast<qlonglong>(n)); };
    QString text = tr("%1 templates in this range").arg(number(static_cast<std::int64_t>(overview->rows.size())));
    if (!overview->around.empty())
        text +=
            tr(" \u00b7 compared %1 before and after %2")
                .arg(QString::fromStdString(durationText(overview->window)), QString::fromStdString(overview->around));
    if (overview->withoutTemplate > 0)
        text += tr(" \u00b7 %1 records have none").arg(number(overview->withoutTemplate));
    m_words->setText(text);
    m_words->setToolTip(QString::fromStdString(overview->around));
}

void TemplatesView::choose(const QModelIndex& index) {
    if (index.isValid())
        emit templateChosen(m_model.at(m_shown.mapToSource(index).row()).what.id);
}

bool TemplatesView::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_table->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void TemplatesView::showEvent(QShowEvent*) {
    m_askTimer.start();
}

void TemplatesView::flush() {
    ask();
}

} // namespace foreshock
