// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/theme/look.h"

using namespace foreshock;

TEST_CASE("theme: every pair of text and ground reads at 4.5 to 1, graphics at 3 to 1", "[theme]") {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
        const Theme& t = *theme;
        INFO((t.isDark ? "dark" : "light"));
        for (const QColor& ground : {t.surface, t.raised, t.bg})
            for (const QColor& text :
                 {t.text, t.text2, t.text3, t.accent, t.fail, t.warn, t.ok, t.ceiling, t.logWarning, t.logError}) {
                INFO(text.name().toStdString() << " on " << ground.name().toStdString());
                CHECK(contrast(text, ground) >= 4.5);
            }
        for (const QColor& text : {t.text, t.text2, t.accent})
            CHECK(contrast(text, t.accentBg) >= 4.5);
        for (const QColor& text : {t.text, t.text2})
            CHECK(contrast(text, t.chip) >= 4.5);
        CHECK(contrast(t.onAccent, t.accent) >= 4.5);
        CHECK(contrast(t.onAccent, t.change) >= 4.5);
        CHECK(contrast(t.text, t.changeTail) >= 4.5);
        for (const QColor& graphic : {t.change, t.none, t.series, t.heat[4], t.accent})
            CHECK(contrast(graphic, t.surface) >= 3);
    }
}

TEST_CASE("theme: heat grows from pale to strong against its paper", "[theme]") {
    for (const Theme* t : {&Theme::light(), &Theme::dark()})
        for (std::size_t i = 1; i < t->heat.size(); ++i)
            CHECK(contrast(t->heat[i], t->surface) > contrast(t->heat[i - 1], t->surface));
}

TEST_CASE("theme: the style sheet names only colours it has", "[theme]") {
    const QString sheet = Look().styleSheet();
    CHECK_FALSE(sheet.contains(QLatin1Char('$')));
    CHECK(sheet.contains(QStringLiteral("font-size: 13px")));
    CHECK(Look::of(ThemeChoice::Dark, 2).styleSheet().contains(QStringLiteral("font-size: 26px")));
}
