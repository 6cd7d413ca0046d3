// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/log/query_bar.h"

#include <QAbstractItemView>
#include <QSignalSpy>
#include <QTest>

using namespace foreshock;

namespace {

QueryWords words() {
    return {{"cognito", "kinesis-frontend", "front door"},
            {"logs/kfe.log", "cw.json"},
            {{4, "retry <*> of <*>"}, {17, "limit <*>"}}};
}

/// "text|" with the cursor at the bar: what is offered.
QStringList offered(const QString& query) {
    const qsizetype cursor = query.indexOf('|');
    QString text = query;
    text.remove('|');
    QStringList out;
    for (const auto& choice : QueryCompletion::of(text, cursor, words()).choices)
        out << choice.text;
    return out;
}

/// The query after the first choice was taken, the cursor marked.
QString taken(const QString& query) {
    const qsizetype cursor = query.indexOf('|');
    QString text = query;
    text.remove('|');
    const auto completion = QueryCompletion::of(text, cursor, words());
    if (completion.choices.empty())
        return "nothing";
    auto [out, at] = completion.chosen(text, 0);
    return out.insert(at, '|');
}

struct Bar {
    QWidget window;
    QueryBar bar{&window};
    Bar() {
        bar.setLook(Look::of(ThemeChoice::Light, 1));
        bar.setWords(words());
        window.resize(600, 40);
        window.show();
        bar.show();
        window.activateWindow();
        bar.setFocus();
        QTest::qWait(5);
    }
};

} // namespace

TEST_CASE("query bar: hosts that were seen complete host:", "[log]") {
    QueryWords words;
    words.hosts = {"kfe-1804", "cog-web-01"};
    const QueryCompletion found = QueryCompletion::of("host:web", 8, words);
    REQUIRE(found.choices.size() == 1);
    CHECK(found.choices[0].text == "host:cog-web-01");
}

TEST_CASE("query completion: fields, levels, names and templates where they can stand", "[log]") {
    CHECK(offered("le|") == QStringList{"level>=", "level:"});
    CHECK(offered("timeout -le|") == QStringList{"level>=", "level:"});
    CHECK(offered("(service:co|") == QStringList{"service:cognito"});
    CHECK(offered("service:o|") ==
          QStringList{"service:cognito", "service:kinesis-frontend", "service:\"front door\""});
    CHECK(offered("level>=w|") == QStringList{"level>=warning"});
    CHECK(offered("level>=warning|").isEmpty()); // it stands there as a whole
    CHECK(offered("source:kfe|") == QStringList{"source:logs/kfe.log"});
    CHECK(offered("template:|") == QStringList{"template:4", "template:17"});
    CHECK(offered("template:lim|") == QStringList{"template:17"});
    CHECK(offered("cogn|") == QStringList{"service:cognito"});
    CHECK(offered("\"le|").isEmpty());
    CHECK(offered("/le|").isEmpty());
    CHECK(offered("|").size() == 10);
    CHECK(offered("zzz|").isEmpty());
    CHECK(taken("lev|") == "level>=|");
    CHECK(taken("service:fr| timeout") == "service:\"front door\" |timeout");
    CHECK(taken("-service:co|") == "-service:cognito |");
    CHECK(QueryCompletion::of("level", 99, words()).choices.size() == 2); // a place behind the end is the end
}

TEST_CASE("query bar: a list opens while typing, Tab takes its first line, Enter the chosen one", "[log]") {
    Bar b;
    QTest::keyClicks(&b.bar, "ser");
    REQUIRE(b.bar.popup()->isVisible());
    QTest::keyClick(b.bar.popup(), Qt::Key_Tab);
    CHECK(b.bar.text() == "service:");
    QTest::keyClicks(&b.bar, "co");
    REQUIRE(b.bar.popup()->isVisible());
    QTest::keyClick(b.bar.popup(), Qt::Key_Down);
    QTest::keyClick(b.bar.popup(), Qt::Key_Return);
    CHECK(b.bar.text() == "service:cognito ");
    CHECK_FALSE(b.bar.popup()->isVisible());
    QTest::keyClicks(&b.bar, "zzz");
    CHECK_FALSE(b.bar.popup()->isVisible());
}

TEST_CASE("query bar: Up shows what was used, the newest first, each once; choosing one uses it", "[log]") {
    Bar b;
    QSignalSpy changed(&b.bar, &QueryBar::historyChanged), used(&b.bar, &QueryBar::queryChosen);
    b.bar.remember("timeout");
    b.bar.remember("level>=error");
    b.bar.remember("timeout");
    b.bar.remember("timeout");
    CHECK(b.bar.history() == QStringList{"timeout", "level>=error"});
    CHECK(changed.size() == 3);
    QTest::keyClick(&b.bar, Qt::Key_Up);
    REQUIRE(b.bar.popup()->isVisible());
    QTest::keyClick(b.bar.popup(), Qt::Key_Down);
    QTest::keyClick(b.bar.popup(), Qt::Key_Return);
    CHECK(b.bar.text() == "level>=error");
    CHECK(used.size() == 1);
    for (int i = 0; i < 80; ++i)
        b.bar.remember(QString::number(i));
    CHECK(b.bar.history().size() == QueryBar::kKept);
}
