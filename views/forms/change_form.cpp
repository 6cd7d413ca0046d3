// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/forms/change_form.h"

#include "model/base/time_text.h"
#include "views/time_scope/time_scope.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace foreshock {
namespace {

QComboBox* anyOf(const char* name) {
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(16);
    return box;
}

QLineEdit* fieldOf(const char* name) {
    auto* field = new QLineEdit;
    field->setObjectName(QLatin1String(name));
    return field;
}

} // namespace

ChangeForm::ChangeForm(QWidget* window)
    : TypedForm(window, tr("Type a change"),
                tr("For what no feed holds: a word from the chat, a call, a memory. Ctrl+Z takes it back."),
                tr("Add change"))
    , m_title(fieldOf("title"))
    , m_start(fieldOf("start"))
    , m_end(fieldOf("end"))
    , m_service(anyOf("service"))
    , m_kind(anyOf("kind")) {
    m_title->setPlaceholderText(tr("pool size 100 \u2192 50"));
    m_end->setPlaceholderText(tr("empty: a moment, or not known"));
    m_kind->addItems({QStringLiteral("deploy"), QStringLiteral("config"), QStringLiteral("capacity_add"),
                      QStringLiteral("flag"), QStringLiteral("certificate"), QStringLiteral("migration"),
                      QStringLiteral("automation"), QStringLiteral("maintenance"), QStringLiteral("mitigation")});
    rows().addRow(tr("&What"), m_title);
    rows().addRow(tr("&Service"), m_service);
    rows().addRow(tr("&Kind"), m_kind);
    rows().addRow(tr("&From"), m_start);
    rows().addRow(tr("&To"), m_end);
    const std::pair<QWidget*, QString> names[] = {{m_title, tr("What changed")},
                                                  {m_service, tr("Service")},
                                                  {m_kind, tr("Kind of change")},
                                                  {m_start, tr("When it began")},
                                                  {m_end, tr("When it ended")}};
    for (const auto& [field, name] : names)
        field->setAccessibleName(name);
}

void ChangeForm::openAt(Instant start, const TimeScope& scope, const std::vector<Service>& services, TimeReader reader,
                        const Look& look) {
    m_scope = &scope;
    m_reader = std::move(reader);
    m_title->clear();
    m_end->clear();
    m_start->setText(
        QString::fromStdString(rfc3339(start - Duration{start.ns % Duration::seconds(1).ns}, scope.zone())));
    m_start->setToolTip(tr("05:15, -30m, T+0:45 or an RFC 3339 time; in %1 where it names no offset")
                            .arg(QString::fromStdString(scope.zone().name())));
    m_end->setToolTip(m_start->toolTip());
    m_service->clear();
    for (const Service& service : services)
        m_service->addItem(QString::fromStdString(service.id.value));
    m_service->setCurrentText(QString::fromStdString(scope.service().value));
    m_kind->setCurrentIndex(0);
    openWith(look);
    m_title->setFocus();
}

std::optional<Instant> ChangeForm::time(QLineEdit& field) {
    // Changes may lie long before the first record: only what is no time at all is refused.
    const std::string words = field.text().trimmed().toStdString();
    if (const auto fromAlarm = readFromAlarm(field.text()); fromAlarm && m_scope->firstAlarm())
        return *m_scope->firstAlarm() + *fromAlarm;
    const Result<Instant> read = m_reader ? m_reader(*m_scope, words)
                                          : Result<Instant>(Error{ErrorCode::Invalid, "no time is read here", "", ""});
    if (read)
        return *read;
    complain(QString::fromStdString(read.error().message + " " + read.error().help), &field);
    return std::nullopt;
}

bool ChangeForm::take() {
    Change change;
    change.title = m_title->text().simplified().toStdString();
    change.service = ServiceId(m_service->currentText().trimmed().toStdString());
    change.kind = m_kind->currentText().trimmed().toStdString();
    change.basis = "memory";
    if (change.title.empty()) {
        complain(tr("Say in a few words what changed."), m_title);
        return false;
    }
    if (change.service.value.empty()) {
        complain(tr("Name the service that was changed."), m_service);
        return false;
    }
    const auto start = time(*m_start);
    if (!start)
        return false;
    change.start = *start;
    if (!m_end->text().trimmed().isEmpty()) {
        const auto end = time(*m_end);
        if (!end)
            return false;
        if (*end < *start) {
            complain(tr("It ends before it begins. Mend one of the two times."), m_end);
            return false;
        }
        change.end = *end;
    }
    emit changeTyped(change);
    return true;
}

} // namespace foreshock
