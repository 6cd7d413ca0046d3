// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QByteArray>
#include <QDialog>
#include <QTextBrowser>
#include <functional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace foreshock {

/// Gives a file of the manual by its name, "timeline.md", "pictures/window-light.png"; empty: there is none.
using PageSource = std::function<QByteArray(const QString& name)>;

/// Pages of Markdown with their pictures, from the program itself: nothing is fetched.
class ManualPage : public QTextBrowser {
    Q_OBJECT
public:
    explicit ManualPage(QWidget* parent = nullptr);
    void setPages(PageSource pages) { m_pages = std::move(pages); }
    void setLook(const Look& look) { m_look = look; }
    /// Goes to a page and, behind "#", to one of its headings.
    void show(const QString& address);
    /// The file name of the page that is shown.
    QString page() const;

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;

private:
    void spaceLines();
    void toHeading(const QString& anchor);

    PageSource m_pages;
    Look m_look;
};

/// The manual beside the work: F1 opens the page of what has the focus. Links, back and forward, and a search that goes
/// on in the next page that has the words. The window owns it; never modal.
class ManualWindow : public QDialog {
    Q_OBJECT
public:
    explicit ManualWindow(QWidget* window);
    void setPages(PageSource pages);
    void open(const QString& address, const Look& look);
    ManualPage& page() { return *m_page; }
    void search(const QString& words);
    QString said() const;

private:
    using QDialog::open;
    QStringList pageNames() const;

    PageSource m_pages;
    ManualPage* m_page = nullptr;
    QLineEdit* m_search = nullptr;
    QLabel* m_words = nullptr;
    QToolButton *m_back = nullptr, *m_forward = nullptr;
};

} // namespace foreshock
