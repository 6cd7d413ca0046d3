// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The manual's pictures are painted by the program. UPDATE_GOLDEN=1 paints them anew; look at them.
#include "model/base/time_text.h"
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"
#include "tests/window/workbench.h"
#include "views/hypotheses/board_view.h"
#include "views/log/log_panel.h"
#include "views/suspects/suspect_card.h"
#include "views/suspects/suspects_panel.h"

#include <QImage>
#include <catch2/catch.hpp>

#include <filesystem>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Share of pixels that differ by more than a tenth in some channel.
double difference(const QImage& a, const QImage& b) {
    if (a.size() != b.size())
        return 1;
    std::int64_t apart = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            if (std::abs(qRed(p) - qRed(q)) > 25 || std::abs(qGreen(p) - qGreen(q)) > 25 ||
                std::abs(qBlue(p) - qBlue(q)) > 25)
                ++apart;
        }
    return static_cast<double>(apart) / (static_cast<double>(a.width()) * a.height());
}

} // namespace

TEST_CASE("manual: its pictures show what the program shows now", "[pictures]") {
    struct Picture {
        const char* name;
        const char* options;
        const char* before = ""; ///< what makes its file
        const char* verb = "render";
    };
    const Picture pictures[] = {
        {"window-light.png", "kinesis-2020-11-25 --view window --size 1440x900 --theme light"},
        {"window-dark.png", "kinesis-2020-11-25 --view window --size 1440x900 --theme dark"},
        {"timeline-light.png", "kinesis-2020-11-25 --view timeline --size 1200x820 --theme light --range 02:00/07:00 "
                               "--select 04:19/05:15"},
        {"suspects-light.png", "kinesis-2020-11-25 --view suspects --size 420x900 --theme light"},
        {"waves-light.png", "waves.foreshock --view suspects --size 420x640 --theme light",
         "$foreshock scenario build " FORESHOCK_SOURCE_DIR
         "/tests/data/scenarios/dynamodb-dns-2025-10-20.json -o waves.foreshock --quiet && "},
        {"logs-light.png",
         "kinesis-2020-11-25 --view logs --size 1080x340 --theme light --filter 'level>=warning -retry'"},
        {"templates-light.png", "kinesis-2020-11-25 --view templates --size 1080x300 --theme light"},
        {"import-light.png",
         FORESHOCK_SOURCE_DIR "/tests/data/import_sheet/night --view import --size 1200x680 --theme light"},
        {"map-light.png", "k.foreshock", "$foreshock scenario build kinesis-2020-11-25 -o k.foreshock --quiet && ",
         "map"},
        {"sql-light.png",
         "kinesis-2020-11-25 --view window --size 1280x860 --theme light --range 05:00/06:30 --query \"SELECT "
         "rfc3339(time_ns / ns('5m') * ns('5m')) AS time, service, count(*) AS errors\n  FROM logs\n WHERE level IN "
         "('error', 'fatal')\n   AND time_ns BETWEEN \\$from AND \\$to\n GROUP BY 1, 2\""},
        {"caption-light.png", "kinesis-2020-11-25 --view timeline --size 900x420 --theme light --range 04:00/06:00 "
                              "--select 04:19/05:15 --caption"},
        {"sources-light.png", "kinesis-2020-11-25 --view sources --size 1080x260 --theme light"},
        {"names-light.png", "kinesis-2020-11-25 --view names --size 1080x260 --theme light"},
        {"ticket-sale-light.png", "ticket-sale-2024-05-17 --view window --size 1280x720 --theme light"},
    };
    const TemporaryFolder place;
    const std::string folder = FORESHOCK_SOURCE_DIR "/docs/pictures/";
    for (const Picture& picture : pictures) {
        std::string options = picture.options;
        if (const std::size_t at = options.find(" --caption"); at != std::string::npos)
            options.resize(at);
        else if (picture.verb == std::string("render"))
            options += " --no-caption";
        const ShellResult result = shell(
            picture.before + std::string("$foreshock ") + picture.verb + " " + options + " -o x.png", place.path());
        INFO(picture.name << " " << result.err);
        REQUIRE(result.exit == 0);
        if (std::getenv("UPDATE_GOLDEN"))
            std::filesystem::copy_file(place.path("x.png"), folder + picture.name,
                                       std::filesystem::copy_options::overwrite_existing);
        const QImage now(QString::fromStdString(place.path("x.png")));
        const QImage kept(QString::fromStdString(folder + picture.name));
        CHECK(difference(now, kept) < .03); // font versions move a few edges
    }
}

TEST_CASE("manual: the picture of a hypothesis shows what the program shows now", "[pictures]") {
    Workbench w;
    w.window->setThemeChoice(ThemeChoice::Light);
    w.window->resize(1440, 900);
    w.controller->openExample("kinesis-2020-11-25");
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    auto* panel = w.window->findChild<SuspectsPanel*>();
    w.window->scope().setCursor(parseTime("2020-11-25T13:31:00Z")->instant); // when it was first suspected
    auto* lead = panel->widget()->findChild<SuspectCard*>();
    REQUIRE(lead);
    QTest::keyClick(lead, Qt::Key_H);
    w.settle();
    QWidget* side = panel->parentWidget(); // the splitter with the hypotheses below
    REQUIRE(side->findChild<BoardView*>());
    QPixmap picture = side->grab();
    const QImage now = picture.toImage().convertToFormat(QImage::Format_RGB32);
    const QString kept = QStringLiteral(FORESHOCK_SOURCE_DIR "/docs/pictures/hypotheses-light.png");
    if (std::getenv("UPDATE_GOLDEN"))
        REQUIRE(now.save(kept));
    CHECK(difference(now, QImage(kept)) < .03);
}

TEST_CASE("manual: rows around hits, a stack trace unfolded, fields as columns", "[pictures]") {
    Workbench w;
    std::string jsonl;
    for (int i = 0; i < 200; ++i) {
        const std::string trace = i % 20 == 7 ? "failed to read\\n\\tat com.shop.Cart.read(Cart.java:17)\\n\\tat "
                                                "com.shop.Main.run(Main.java:4)\\nCaused by: timeout"
                                              : "served /cart/" + std::to_string(i);
        jsonl += "{\"time\":\"2024-03-01T10:" + std::to_string(10 + i / 60) + ":" + std::to_string(10 + i % 50) +
                 "Z\",\"service\":\"cart\",\"host\":\"cart-" + std::to_string(i % 4) + "\",\"level\":\"" +
                 (i % 20 == 7 ? "error" : "info") + "\",\"message\":\"" + trace +
                 "\",\"trace_id\":\"4bf92f3577b34da6a3ce" + std::to_string(1000 + i / 3) +
                 "\",\"http\":{\"status\":" + (i % 20 == 7 ? "503" : "200") +
                 ",\"ms\":" + std::to_string(i * 37 % 900) + "}}\n";
    }
    w.window->setThemeChoice(ThemeChoice::Light);
    w.controller->import({QString::fromStdString(w.folder.file("cart.jsonl", jsonl))});
    w.settle();
    w.settle();
    LogPanel& panel = w.window->logPanel();
    LogColumnSetup columns;
    columns.add({LogColumn::Kind::Field, "http.status", 11});
    columns.add({LogColumn::Kind::Field, "trace_id", 0});
    panel.view().setColumns(columns);
    w.window->scope().fit();
    w.window->scope().setFilter("level>=error");
    w.settle();
    panel.view().setFocus();
    QTest::keyClick(&panel.view(), Qt::Key_G);
    QTest::keyClick(&panel.view(), Qt::Key_C);
    w.settle();
    QTest::keyClick(&panel.view(), Qt::Key_Right);
    QTest::keyClick(&panel.view(), Qt::Key_M);
    w.settle();
    panel.setParent(nullptr); // alone, it has room
    panel.resize(1080, 440);
    panel.show();
    w.settle();
    const QImage now = panel.grab().toImage();
    panel.setParent(w.window.get());
    const QString kept = FORESHOCK_SOURCE_DIR "/docs/pictures/logs-around-light.png";
    if (std::getenv("UPDATE_GOLDEN"))
        now.save(kept);
    CHECK(difference(now, QImage(kept)) < .03);
}
