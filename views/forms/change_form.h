// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/change.h"
#include "model/domain/service.h"
#include "views/forms/typed_form.h"

class QComboBox;
class QLineEdit;

namespace foreshock {

/// A change that no feed holds, typed by hand: title, service, kind, start and, if it lasted, its end.
class ChangeForm : public TypedForm {
    Q_OBJECT
public:
    explicit ChangeForm(QWidget* window);
    /// Empty but for the start, which is proposed.
    void openAt(Instant start, const TimeScope& scope, const std::vector<Service>& services, TimeReader reader,
                const Look& look);

signals:
    void changeTyped(const foreshock::Change& change);

private:
    bool take() override;
    /// Null after a complaint.
    std::optional<Instant> time(QLineEdit& field);

    const TimeScope* m_scope = nullptr;
    TimeReader m_reader;
    QLineEdit *m_title = nullptr, *m_start = nullptr, *m_end = nullptr;
    QComboBox *m_service = nullptr, *m_kind = nullptr;
};

} // namespace foreshock
