// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/dependency.h"
#include "model/domain/service.h"
#include "views/forms/typed_form.h"

#include <array>

class QComboBox;

namespace foreshock {

/// Three edges of the map, typed by hand: what depends on what. Enough for reach to be judged.
class EdgesForm : public TypedForm {
    Q_OBJECT
public:
    explicit EdgesForm(QWidget* window);
    void openFor(const std::vector<Service>& services, const Look& look);

signals:
    void edgesTyped(const std::vector<foreshock::Dependency>& edges);

private:
    bool take() override;

    struct Row {
        QComboBox* from = nullptr;
        QComboBox* to = nullptr;
    };
    std::array<Row, 3> m_rows;
};

} // namespace foreshock
