// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/manual/manual_window.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QShortcut>
#include <QTextBlock>
#include <QTextList>
#include <QToolButton>

namespace foreshock {
namespace {

constexpr const char* kContents = "README.md";

/// As the links of the pages are written: "Find a command, a service, a time" is find-a-command-a-service-a-time.
QString anchorOf(const QString& heading) {
    QString out;
    for (const QChar c : heading.toLower())
        if (c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_'))
            out += c;
        else if (c.isSpace())
            out += QLatin1Char('-');
    return out;
}

} // namespace

ManualPage::ManualPage(QWidget* parent)
    : QTextBrowser(parent) {
    setAccessibleName(tr("Manual page"));
    setOpenLinks(true);
    setFrameShape(QFrame::NoFrame);
}

QString ManualPage::page() const {
    return source().fileName();
}

void ManualPage::show(const QString& address) {
    setSource(QUrl(address), QTextDocument::MarkdownResource);
}

QVariant ManualPage::loadResource(int type, const QUrl& name) {
    if (!m_pages)
        return {};
    const QByteArray bytes = m_pages(name.path());
    if (type != QTextDocument::ImageResource)
        return bytes;
    QImage picture = QImage::fromData(bytes);
    // The bar of a long page is there or is not: its room is left in any case.
    const int room = std::max(200, width() - 2 * static_cast<int>(document()->documentMargin()) - m_look.fonts.px(16));
    const double scale = devicePixelRatioF();
    if (picture.width() > room * scale)
        picture = picture.scaledToWidth(static_cast<int>(room * scale), Qt::SmoothTransformation);
    picture.setDevicePixelRatio(picture.width() > room ? scale : 1);
    return picture;
}

void ManualPage::doSetSource(const QUrl& name, QTextDocument::ResourceType) {
    if (name.scheme().startsWith(QLatin1String("http"))) {
        QDesktopServices::openUrl(name);
        return;
    }
    if (!name.path().isEmpty() && (!m_pages || m_pages(name.path()).isEmpty()))
        return; // a page for developers: it lies beside the source
    // Qt reads a page again only where its name changes; anchors are found by their headings.
    QUrl whole = name;
    whole.setFragment(QString());
    if (whole.isEmpty())
        whole = QUrl(page());
    QTextBrowser::doSetSource(whole, QTextDocument::MarkdownResource);
    spaceLines();
    if (name.hasFragment())
        toHeading(name.fragment());
}

/// Markdown says nothing of distances: paragraphs, rows of lists and headings get theirs.
void ManualPage::spaceLines() {
    document()->setIndentWidth(m_look.fonts.px(18));
    QTextCursor cursor(document());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format;
        const bool isHeading = block.blockFormat().headingLevel() > 0;
        if (isHeading)
            format.setTopMargin(m_look.fonts.px(14));
        if (block.textList() || !block.blockFormat().nonBreakableLines()) // code stays close
            format.setBottomMargin(m_look.fonts.px(block.textList() ? 4 : 8));
        bool isPicture = false;
        for (auto part = block.begin(); !part.atEnd(); ++part)
            isPicture = isPicture || part.fragment().charFormat().isImageFormat();
        if (!isHeading && !isPicture && !block.blockFormat().nonBreakableLines())
            format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
        cursor.setPosition(block.position());
        cursor.mergeBlockFormat(format);
    }
}

void ManualPage::toHeading(const QString& anchor) {
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0 && anchorOf(block.text()) == anchor) {
            QTextCursor there(block);
            moveCursor(QTextCursor::End); // so that the heading comes to stand at the top
            setTextCursor(there);
            return;
        }
}

ManualWindow::ManualWindow(QWidget* window)
    : QDialog(window, Qt::Window)
    , m_page(new ManualPage) {
    setWindowTitle(tr("Foreshock manual"));
    setAccessibleName(tr("Manual"));
    auto* bar = new QHBoxLayout;
    const auto button = [&](const QString& words, const QString& tip, auto&& call) {
        auto* b = new QToolButton;
        b->setText(words);
        b->setToolTip(tip);
        b->setAccessibleName(tip);
        b->setObjectName(QStringLiteral("pill"));
        connect(b, &QToolButton::clicked, this, call);
        bar->addWidget(b);
        return b;
    };
    m_back = button(QStringLiteral("\u2190"), tr("Back (Alt+Left)"), [this] { m_page->backward(); });
    m_forward = button(QStringLiteral("\u2192"), tr("Forward (Alt+Right)"), [this] { m_page->forward(); });
    button(tr("Contents"), tr("All pages"), [this] { m_page->show(QString::fromLatin1(kContents)); });
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search all pages (Ctrl+F, Enter for the next)"));
    m_search->setAccessibleName(tr("Search the manual"));
    bar->addWidget(m_search, 1);
    m_words = new QLabel;
    m_words->setObjectName(QStringLiteral("secondary"));
    bar->addWidget(m_words);
    auto* column = new QVBoxLayout(this);
    column->addLayout(bar);
    column->addWidget(m_page, 1);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { search(m_search->text()); });
    connect(m_page, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_page, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    connect(new QShortcut(QKeySequence(QStringLiteral("F1")), this), &QShortcut::activated, this,
            [this] { m_page->show(QString::fromLatin1(kContents)); });
}

void ManualWindow::setPages(PageSource pages) {
    m_pages = pages;
    m_page->setPages(std::move(pages));
}

void ManualWindow::open(const QString& address, const Look& look) {
    m_page->setLook(look);
    layout()->setContentsMargins(look.fonts.px(10), look.fonts.px(10), look.fonts.px(10), 0);
    m_page->document()->setDefaultFont(look.fonts.body);
    m_page->document()->setDocumentMargin(look.fonts.px(14));
    if (!isVisible()) {
        const QSize room = parentWidget()->size();
        resize(std::min(look.fonts.px(780), room.width() - 40), std::min(look.fonts.px(820), room.height() - 40));
    }
    m_words->clear();
    QWidget::show();
    raise();
    activateWindow();
    m_page->show(address);
    m_page->setFocus();
}

/// The pages in the order of the contents.
QStringList ManualWindow::pageNames() const {
    static const QRegularExpression link(QStringLiteral("\\]\\(([a-z-]+\\.md)\\)"));
    QStringList out{QString::fromLatin1(kContents)};
    if (m_pages)
        for (auto hit = link.globalMatch(QString::fromUtf8(m_pages(QString::fromLatin1(kContents)))); hit.hasNext();)
            if (const QString name = hit.next().captured(1); !out.contains(name) && !m_pages(name).isEmpty())
                out << name;
    return out;
}

void ManualWindow::search(const QString& words) {
    m_words->clear();
    if (words.trimmed().isEmpty())
        return;
    m_search->setText(words);
    if (m_page->find(words))
        return;
    const QStringList names = pageNames();
    const qsizetype now = names.indexOf(m_page->page());
    for (qsizetype step = 1; step <= names.size(); ++step) {
        const QString& name = names[(now + step + names.size()) % names.size()];
        if (!QString::fromUtf8(m_pages(name)).contains(words, Qt::CaseInsensitive))
            continue;
        m_page->show(name);
        m_page->moveCursor(QTextCursor::Start);
        if (m_page->find(words))
            return m_words->setText(step == names.size() ? tr("from the top again") : QString());
    }
    m_words->setText(tr("No page says \u201c%1\u201d.").arg(words));
}

QString ManualWindow::said() const {
    return m_words->text();
}

} // namespace foreshock
