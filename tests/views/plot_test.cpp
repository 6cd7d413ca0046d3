// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "model/base/time_text.h"
#include "views/plot/span_painter.h"
#include "views/plot/time_ticks.h"

#include <QImage>
#include <QPainter>
#include <sstream>

using namespace foreshock;

static Instant utc(const char* text) {
    return parseTime(text)->instant;
}

static std::string drawn(const std::vector<TimeTick>& ticks) {
    std::ostringstream out;
    for (const TimeTick& t : ticks)
        out << (out.tellp() > 0 ? " | " : "") << t.local.toStdString() << ' ' << t.fromAlarm.toStdString();
    return out.str();
}

TEST_CASE("time axis: an instant comes back from its pixel to the nanosecond at high zoom", "[plot]") {
    const Instant t = utc("2020-11-25T13:15:00.123456789Z");
    const TimeAxis axis{{t - Duration::milliseconds(5), t + Duration::milliseconds(5)}, 178, 1000};
    CHECK(std::abs((axis.at(axis.x(t)) - t).ns) <= 1);
}

TEST_CASE("ruler: marks stand on round local times, T± below them", "[plot]") {
    const Zone zone = Zone::find("America/Los_Angeles").value();
    const TimeAxis axis{{utc("2020-11-25T10:15:00Z"), utc("2020-11-25T14:15:00Z")}, 0, 400};
    CHECK(drawn(timeTicks(axis, zone, utc("2020-11-25T13:15:00Z"), 80)) ==
          "03:00 T\u22122:15 | 04:00 T\u22121:15 | 05:00 T\u22120:15 | 06:00 T+0:45");
    const TimeAxis seconds{{utc("2020-11-25T13:15:00Z"), utc("2020-11-25T13:15:20Z")}, 0, 400};
    CHECK(drawn(timeTicks(seconds, zone, utc("2020-11-25T13:15:00Z"), 80)) ==
          "05:15:00 T+0 | 05:15:05 T+0:00:05 | 05:15:10 T+0:00:10 | 05:15:15 T+0:00:15");
}

TEST_CASE("ruler: a midnight says its day, and an hour that summer time skips is not marked twice", "[plot]") {
    const Zone zone = Zone::find("Europe/Berlin").value();
    const TimeAxis axis{{utc("2024-03-30T22:30:00Z"), utc("2024-03-31T03:30:00Z")}, 0, 500};
    const auto ticks = timeTicks(axis, zone, {}, 90);
    REQUIRE(ticks.size() == 5);
    CHECK(ticks[0].local == "31 Mar");
    CHECK(ticks[1].local == "01:00");
    CHECK(ticks[2].local == "03:00");
    for (std::size_t i = 1; i < ticks.size(); ++i)
        CHECK(ticks[i].x - ticks[i - 1].x > 50);
}

TEST_CASE("value scale: figures are round, inside the lane and apart", "[plot]") {
    for (const auto& [least, most] :
         {std::pair(32648.0, 32768.0), {0.0, 0.9}, {-3.0, 71.0}, {1e-9, 3e-9}, {0.0, 7.3e12}}) {
        const ValueScale scale{least, most, 10, 64};
        const auto ticks = scale.ticks(20);
        CHECK_FALSE(ticks.empty());
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            CHECK(scale.y(ticks[i]) >= 9.9);
            CHECK(scale.y(ticks[i]) <= 64.1);
            if (i > 0)
                CHECK(scale.y(ticks[i - 1]) - scale.y(ticks[i]) >= 19.9);
        }
    }
}

TEST_CASE("spans: nothing is ever drawn through a gap", "[plot]") {
    SeriesWindow w;
    w.range = {Instant{0}, Instant{100}};
    for (std::int64_t t = 0; t < 40; ++t)
        w.spans.push_back({{{t}, {t}}, 5, 5, 5, 5});
    for (std::int64_t t = 60; t < 100; ++t)
        w.spans.push_back({{{t}, {t}}, 5, 5, 5, 5});
    w.gaps = {{Instant{40}, Instant{60}}};
    for (const Motion motion : {Motion::Still, Motion::Moving}) {
        QImage image(100, 20, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter p(&image);
        paintSpans(p, w, {w.range, 0, 100}, {0, 10, 0, 20}, Theme::light(), motion);
        p.end();
        const auto isInked = [&](int x) {
            for (int y = 0; y < 20; ++y)
                if (image.pixel(x, y) != qRgb(255, 255, 255))
                    return true;
            return false;
        };
        CHECK(isInked(10));
        CHECK(isInked(80));
        for (int x = 42; x < 58; ++x)
            CHECK_FALSE(isInked(x));
    }
}

TEST_CASE("spans: a thicket is bars at rest as it is in motion, a smooth line is not", "[plot]") {
    const auto painted = [](double swing, Motion motion) {
        SeriesWindow w;
        w.range = {Instant{0}, Instant{400}};
        for (std::int64_t t = 0; t < 400; ++t) {
            const double middle = 50 + swing * static_cast<double>(t * 7919 % 97 - 48) / 48;
            w.spans.push_back({{{t}, {t}}, middle - swing / 10, middle + swing / 10, middle, middle});
        }
        QImage image(400, 100, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter p(&image);
        paintSpans(p, w, {w.range, 0, 400}, {0, 100, 0, 100}, Theme::light(), motion);
        p.end();
        return image;
    };
    CHECK(painted(45, Motion::Still) == painted(45, Motion::Moving));
    CHECK(painted(3, Motion::Still) != painted(3, Motion::Moving));
}
