// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sources/source_form.h"

#include "model/base/time_text.h"
#include "model/base/zone.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace foreshock {
namespace {

/// "90s" or "0": null if it is no duration.
std::optional<Duration> durationIn(const QLineEdit& edit) {
    const std::string text = edit.text().simplified().remove(QLatin1Char(' ')).toStdString();
    return text.empty() || text == "0" ? std::optional(Duration{}) : parseDuration(text);
}

/// "90s", "-1.5s", "0": as durationIn() reads it back.
QString durationWords(Duration d) {
    if (d.ns == 0)
        return QStringLiteral("0s");
    QString seconds = QString::number(static_cast<double>(d.ns) / 1e9, 'f', 6);
    while (seconds.endsWith(QLatin1Char('0')))
        seconds.chop(1);
    if (seconds.endsWith(QLatin1Char('.')))
        seconds.chop(1);
    return (d.ns > 0 ? QStringLiteral("+") : QString()) + seconds + QLatin1Char('s');
}

} // namespace

SourceForm::SourceForm(QWidget* parent)
    : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(6);
    const auto field = [&](const QString& label, const QString& name, const QString& tip, int stretch) {
        auto* words = new QLabel(label);
        auto* edit = new QLineEdit;
        edit->setAccessibleName(name);
        edit->setToolTip(tip);
        edit->setMinimumWidth(56);
        words->setBuddy(edit);
        row->addWidget(words);
        row->addWidget(edit, stretch);
        connect(edit, &QLineEdit::textEdited, this, &SourceForm::update);
        connect(edit, &QLineEdit::returnPressed, this, &SourceForm::apply);
        return edit;
    };
    m_zone =
        field(tr("&Zone"), tr("Zone of its times without an offset"),
              tr("Of times written without an offset: Europe/Berlin, +02:00, UTC. Empty: UTC is assumed. The source "
                 "is read again."),
              3);
    m_offset = field(tr("C&lock"), tr("Clock offset"),
                     tr("Added to its times: +90s, -2m, 250ms. Nothing is read again; the raw times stay."), 1);
    m_error = field(QStringLiteral("\u00b1"), tr("Plus or minus of the clock offset"),
                    tr("How far off that may be: 2s. The order of events closer than this is told as unknown."), 1);
    m_service = field(tr("Ser&vice"), tr("Service of its records"),
                      tr("Of all its records, whatever they say. Empty: as read. The source is read again."), 2);
    m_format = field(tr("For&mat"), tr("Format"),
                     tr("Its importer's name (foreshock formats lists them). The source is read again."), 2);
    m_apply = new QPushButton(tr("&Apply"));
    connect(m_apply, &QPushButton::clicked, this, &SourceForm::apply);
    m_problem = new QLabel;
    m_problem->setAccessibleName(tr("What is wrong with the correction"));
    row->addWidget(m_apply);
    row->addWidget(m_problem, 2);
    update();
}

void SourceForm::setSource(const SourceInfo& source) {
    bool isTyped = false;
    for (const QLineEdit* edit : {m_zone, m_offset, m_error, m_service, m_format})
        isTyped = isTyped || edit->isModified();
    // The list comes anew while somebody types: what was typed stays.
    const bool isSame = m_source.id == source.id;
    m_source = source;
    if (isSame && isTyped)
        return;
    m_zone->setText(source.zoneBasis == "given" ? QString::fromStdString(source.zone) : QString());
    m_zone->setPlaceholderText(QString::fromStdString(source.zoneBasis.empty() ? "no times" : source.zoneBasis));
    m_offset->setText(durationWords(source.offset));
    m_error->setText(durationWords(source.offsetError).remove(QLatin1Char('+')));
    m_service->clear();
    m_service->setPlaceholderText(tr("as read"));
    m_format->setText(QString::fromStdString(source.format));
    for (QLineEdit* edit : {m_zone, m_offset, m_error, m_service, m_format}) {
        edit->setCursorPosition(0);
        edit->setModified(false);
    }
    update();
}

void SourceForm::update() {
    m_problem->clear();
    bool isTyped = false;
    for (const QLineEdit* edit : {m_zone, m_offset, m_error, m_service, m_format})
        isTyped = isTyped || edit->isModified();
    m_apply->setEnabled(isTyped);
}

void SourceForm::apply() {
    SourceCorrection out;
    out.source = m_source.id;
    const auto words = [](const QLineEdit& edit) {
        return edit.isModified() ? std::optional(edit.text().trimmed().toStdString()) : std::nullopt;
    };
    out.zone = words(*m_zone);
    out.service = words(*m_service);
    out.format = words(*m_format);
    if (out.zone && !Zone::find(*out.zone)) {
        m_problem->setText(tr("No such zone: write it like Europe/Berlin or +02:00"));
        return m_zone->setFocus();
    }
    for (const auto& [edit, into] : {std::pair{m_offset, &out.offset}, std::pair{m_error, &out.error}}) {
        if (!edit->isModified())
            continue;
        *into = durationIn(*edit);
        if (!*into || (edit == m_error && (*into)->ns < 0)) {
            m_problem->setText(tr("No duration: write it like 90s, -2m or 250ms"));
            return edit->setFocus();
        }
    }
    if (out.isEmpty())
        return;
    for (QLineEdit* edit : {m_zone, m_offset, m_error, m_service, m_format})
        edit->setModified(false);
    update();
    emit correctionWanted(out);
}

} // namespace foreshock
