// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/status_line.h"

#include "model/base/time_text.h"
#include "views/plot/time_ticks.h"
#include "views/sources/sources_model.h"
#include "views/time_scope/time_scope.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace foreshock {

QString localAndUtc(Instant at, const Zone& zone) {
    const Duration grain = Duration::seconds(1);
    QString text = cursorText(at, zone, grain) + QLatin1Char(' ') + QString::fromStdString(zone.abbreviationAt(at));
    if (zone.offsetAt(at).ns != 0)
        text += QStringLiteral(" \u00b7 ") + cursorText(at, Zone(), grain) + QStringLiteral(" UTC");
    return text;
}

QString analysisText(Duration time) {
    if (time < Duration::milliseconds(1))
        return QStringLiteral("under 1 ms");
    if (time < Duration::seconds(1))
        return QStringLiteral("%1 ms").arg(time.ns / Duration::milliseconds(1).ns);
    return QStringLiteral("%1 s").arg(time.inSeconds(), 0, 'f', 1);
}

StatusLine::StatusLine(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope) {
    setObjectName(QStringLiteral("status"));
    setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(16);
    const auto label = [&](const QString& name) {
        auto* l = new QLabel;
        l->setAccessibleName(name);
        l->setTextFormat(Qt::PlainText);
        row->addWidget(l);
        return l;
    };
    m_file = label(tr("Incident file"));
    m_counts = label(tr("What it holds"));
    m_cursor = label(tr("Cursor"));
    m_said = label(tr("What was done"));
    m_saidTimer.setSingleShot(true);
    m_saidTimer.setInterval(5000);
    connect(&m_saidTimer, &QTimer::timeout, m_said, &QLabel::clear);
    row->addStretch(1);
    m_work = label(tr("Work under way"));
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(110);
    m_bar->setAccessibleName(tr("Progress"));
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("link"));
    connect(m_cancel, &QPushButton::clicked, this, &StatusLine::cancelWanted);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    m_undo = label(tr("Undo"));
    m_analysis = label(tr("Time of the analysis"));
    clearProgress();
    connect(&scope, &TimeScope::cursorChanged, this, &StatusLine::showCursor);
    connect(&scope, &TimeScope::zoneChanged, this, &StatusLine::showCursor);
}

void StatusLine::setLook(const Look& look) {
    setFixedHeight(look.fonts.px(24));
}

void StatusLine::setIncident(const IncidentView* incident) {
    QString file, counts;
    if (incident) {
        file = incident->fileName.empty() ? tr("not saved yet") : fileNameOf(incident->fileName);
        if (incident->isReadOnly)
            file += tr(" (read only)");
        counts = (incident->logRecords == 1 ? tr("1 log record")
                                            : tr("%1 log records").arg(shortCount(incident->logRecords))) +
                 QStringLiteral(" \u00b7 ") +
                 (incident->samples == 1 ? tr("1 sample") : tr("%1 samples").arg(shortCount(incident->samples)));
        m_file->setToolTip(QString::fromStdString(incident->fileName));
    }
    m_file->setText(file);
    m_counts->setText(counts);
    showCursor();
}

void StatusLine::showCursor() {
    const auto at = m_scope.cursor();
    m_cursor->setText(at ? tr("Cursor %1").arg(localAndUtc(*at, m_scope.zone())) : QString());
}

void StatusLine::say(const QString& text) {
    m_said->setText(text);
    m_saidTimer.start();
}

void StatusLine::setUndoText(const QString& text) {
    m_undo->setText(text.isEmpty() ? QString() : tr("undo: %1").arg(text));
    m_undo->setVisible(!text.isEmpty());
}

void StatusLine::setAnalysisTime(Duration time) {
    m_analysis->setText(tr("Analysis %1").arg(analysisText(time)));
}

void StatusLine::setShowsTimes(bool isOn) {
    m_analysis->setVisible(isOn);
}

void StatusLine::setProgress(const QString& text, double fraction) {
    m_work->setText(text);
    m_bar->setRange(0, fraction < 0 ? 0 : 1000);
    if (fraction >= 0)
        m_bar->setValue(static_cast<int>(std::min(1.0, fraction) * 1000));
    for (QWidget* w : std::initializer_list<QWidget*>{m_work, m_bar, m_cancel})
        w->show();
}

void StatusLine::clearProgress() {
    for (QWidget* w : std::initializer_list<QWidget*>{m_work, m_bar, m_cancel})
        w->hide();
}

} // namespace foreshock
