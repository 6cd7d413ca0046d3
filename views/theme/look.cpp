// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/look.h"

#include <QApplication>
#include <QProxyStyle>

namespace foreshock {
namespace {

/// Fusion, with mnemonics underlined only by the platforms that ask for it with Alt.
class HouseStyle : public QProxyStyle {
public:
    HouseStyle()
        : QProxyStyle(QStringLiteral("Fusion")) {}
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override {
        return hint == SH_UnderlineShortcut ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

bool Look::systemIsDark() {
    static const bool isDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    return isDark;
}

Look Look::of(ThemeChoice choice, double textScale) {
    const bool isDark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    return {isDark ? Theme::dark() : Theme::light(), Fonts::make(textScale)};
}

QPalette Look::palette() const {
    const Theme& t = theme;
    QPalette p(t.raised, t.surface);
    p.setColor(QPalette::Window, t.surface);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.raised);
    p.setColor(QPalette::Button, t.raised);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        p.setColor(role, t.text);
    p.setColor(QPalette::PlaceholderText, t.text3);
    p.setColor(QPalette::Highlight, t.accentBg);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.line2);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.none);
    return p;
}

/// $name stands for a colour, #N for N pixels of the 4 px grid under the text scale.
static const char* const kSheet = R"(
QWidget { font-size: #13px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line2; padding: 4px 6px; }
QMenuBar { background: $raised; color: $text2; spacing: 0; border: none; }
QMenuBar::item { padding: #4px #7px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $accentBg; color: $text; }
QMenu { background: $surface; color: $text; border: 1px solid $line2; padding: 4px; }
QMenu::item { padding: #5px #24px #5px #12px; border-radius: 3px; }
QMenu::item:selected { background: $accentBg; }
QMenu::item:disabled { color: $none; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QPushButton, QToolButton#pill { background: $surface; color: $text; border: 1px solid $line2; border-radius: 5px;
  padding: #4px #9px; }
QPushButton:hover, QToolButton#pill:hover { border-color: $accent; }
QPushButton:pressed { background: $accentBg; }
QPushButton:focus, QToolButton#pill:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $none; border-color: $line; }
QPushButton#primary { background: $accent; color: $onAccent; border-color: $accent; font-weight: 600; }
QPushButton#link, QToolButton#link { border: none; background: transparent; color: $accent; padding: #2px 0;
  text-align: left; }
QPushButton#link:disabled, QToolButton#link:disabled { color: $text3; }
QPushButton#link:hover, QToolButton#link:hover { text-decoration: underline; }
QPushButton#link:focus, QToolButton#link:focus { border: 1px solid $accent; border-radius: 3px; }
QToolButton#pill:checked { background: $accentBg; border-color: $accent; color: $accent; }
QToolButton#pill::menu-indicator { image: none; width: 0; }
QLineEdit { background: $surface; color: $text; border: 1px solid $line2; border-radius: 4px; padding: #3px #8px;
  selection-background-color: $accent; selection-color: $onAccent; }
QLineEdit:focus { border-color: $accent; }
QCheckBox { spacing: #7px; }
QCheckBox::indicator { width: #12px; height: #12px; border: 1px solid $text3; border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox:focus { color: $accent; }
QComboBox QLineEdit { border: none; padding: 0 #2px; background: transparent; }
QTableView QLineEdit { border-radius: 0; padding: 0 #4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line2; border-radius: 3px; min-height: 24px; min-width: 24px; margin: 2px; }
QScrollBar::handle:hover { background: $none; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line2; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QTabBar { background: $raised; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text2; padding: #7px #12px #6px #12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $accentBg; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text3; border: none; border-bottom: 1px solid $line;
  padding: #4px #8px; font-size: #11px; }
QTableView { background: $surface; border: none; gridline-color: transparent;
  selection-background-color: $accentBg; selection-color: $text; outline: none; }
QTableView::item { padding: 0 #4px; border: 1px solid transparent; }
QTableView::item:focus { border: 1px solid $accent; }
QListView { background: $surface; border: none; outline: none; }
QProgressBar { border: none; background: $line; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
#header, #tabsRow { background: $raised; }
#header { border-bottom: 1px solid $line2; }
#status { background: $raised; border-top: 1px solid $line2; }
#status QLabel, #secondary { color: $text2; font-size: #11px; }
#sectionTitle { color: $text3; font-size: #11px; font-weight: 600; }
#headline { font-size: #15px; font-weight: 600; color: $text; }
#product { font-weight: 700; color: $text; }
#missing { font-size: #11px; }
#palette { background: $surface; border: 1px solid $line2; border-radius: 6px; }
#banner { background: $chip; border-bottom: 1px solid $line2; }
#chip { border-radius: #7px; padding: #1px #8px; font-size: #11px; font-weight: 600; background: $chip; color: $text2; }
#chip[strong="true"] { background: $accent; color: $onAccent; }
#code { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; font-size: #11px; color: $text2;
  background: $chip; border-radius: 4px; padding: #4px #6px; }
)";

QString Look::styleSheet() const {
    const Theme& t = theme;
    const std::pair<const char*, QColor> names[] = {
        {"surface", t.surface},   {"raised", t.raised}, {"line2", t.line2}, {"line", t.line},
        {"text2", t.text2},       {"text3", t.text3},   {"text", t.text},   {"accentBg", t.accentBg},
        {"onAccent", t.onAccent}, {"accent", t.accent}, {"none", t.none},   {"chip", t.chip}};
    QString out;
    const QString sheet = QString::fromUtf8(kSheet);
    for (qsizetype i = 0; i < sheet.size(); ++i) {
        const QStringView rest = QStringView(sheet).mid(i);
        if (sheet[i] == '$') {
            for (const auto& [name, colour] : names) {
                if (!rest.mid(1).startsWith(QLatin1String(name)))
                    continue;
                out += colour.name();
                i += static_cast<qsizetype>(qstrlen(name));
                break;
            }
        } else if (sheet[i] == '#' && rest.size() > 1 && rest[1].isDigit()) {
            qsizetype end = 1;
            while (rest[end].isDigit())
                ++end;
            out += QString::number(fonts.px(rest.mid(1, end - 1).toDouble()));
            i += end - 1;
        } else {
            out += sheet[i];
        }
    }
    return out;
}

void Look::apply(QApplication& app) const {
    systemIsDark(); // before the palette changes
    if (!app.property("hasHouseStyle").toBool()) {
        app.setStyle(new HouseStyle); // the application owns it
        app.setProperty("hasHouseStyle", true);
    }
    // A style sheet is costly where widgets stand already: each of them is polished anew.
    const QString sheet = styleSheet();
    if (app.styleSheet() == sheet && app.font() == fonts.body)
        return;
    app.setPalette(palette());
    app.setFont(fonts.body);
    app.setStyleSheet(sheet);
}

} // namespace foreshock
