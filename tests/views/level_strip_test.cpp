// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/log/level_strip.h"
#include "views/time_scope/time_scope.h"

#include <QTest>
#include <numeric>

using namespace foreshock;

namespace {

Instant second(std::int64_t n) {
    return Instant{} + Duration::seconds(n);
}

/// An hour of calm, one error in its 20th minute, many in its 40th; a cell a minute.
LogHistogram hour() {
    LogHistogram h{{second(0), second(3600)}, std::vector<std::array<std::int64_t, 7>>(60)};
    for (auto& cell : h.cells)
        cell[static_cast<std::size_t>(LogLevel::Info)] = 1000;
    h.cells[20][static_cast<std::size_t>(LogLevel::Error)] = 1;
    h.cells[40][static_cast<std::size_t>(LogLevel::Fatal)] = 500;
    h.cells[40][static_cast<std::size_t>(LogLevel::Warning)] = 250;
    h.cells[50].fill(0);
    return h;
}

double whole(const LevelStripLayout::Bar& bar) {
    return std::accumulate(bar.heights.begin(), bar.heights.end(), 0.0);
}

struct Strip {
    TimeScope scope;
    LevelStrip strip{scope};
    Strip() {
        scope.setExtent({second(0), second(3600)});
        strip.setLook(Look::of(ThemeChoice::Light, 1));
        strip.resize(900, strip.height());
        strip.show();
        strip.setHistogram(hour());
    }
    QPoint middleOf(std::size_t cell) {
        const auto& bar = strip.shape().bars[cell];
        return {static_cast<int>(bar.left + bar.width / 2), 20};
    }
};

} // namespace

TEST_CASE("level strip: bars share the axis, one error shows under a thousand others, nothing overflows", "[log]") {
    const TimeAxis axis{{second(0), second(3600)}, 100, 600};
    const LevelStripLayout s = LevelStripLayout::of(hour(), axis, 30);
    REQUIRE(s.bars.size() == 60);
    CHECK(s.most == 1750);
    CHECK(s.bars.front().left == Approx(100));
    CHECK(s.bars.back().left + s.bars.back().width == Approx(700));
    CHECK(s.bars[20].heights[0] == Approx(2)); // of a thousand it would be a sixtieth of a pixel
    CHECK(s.bars[40].heights[0] == Approx(30 * 500.0 / 1750));
    CHECK(s.bars[40].counts[static_cast<std::size_t>(LevelGroup::Warning)] == 250);
    CHECK(whole(s.bars[50]) == 0);
    for (const auto& bar : s.bars)
        CHECK(whole(bar) <= 30.001);
    CHECK(*s.barAt(100 + 20.5 * 10) == 20);
    CHECK_FALSE(s.barAt(99));
    // What was asked for another range stays where its times are.
    const LevelStripLayout half = LevelStripLayout::of(hour(), {{second(1800), second(5400)}, 100, 600}, 30);
    CHECK(half.bars[10].width == 0);
    CHECK(half.bars[30].left == Approx(100));
    CHECK(half.bars[59].left + half.bars[59].width == Approx(400));
}

TEST_CASE("level strip: a click narrows to a bar, a drag to what it crossed, back goes back", "[log]") {
    Strip s;
    QTest::mouseClick(&s.strip, Qt::LeftButton, {}, s.middleOf(40));
    CHECK(s.scope.range() == TimeRange{second(2400), second(2460)});
    s.scope.goBack();
    CHECK(s.scope.range() == s.scope.extent());
    QTest::mouseClick(&s.strip, Qt::LeftButton, {}, s.middleOf(50)); // nothing there
    CHECK(s.scope.range() == s.scope.extent());
    QTest::mousePress(&s.strip, Qt::LeftButton, {}, s.middleOf(10));
    QTest::mouseMove(&s.strip, s.middleOf(20));
    QTest::mouseMove(&s.strip, s.middleOf(30));
    QTest::mouseRelease(&s.strip, Qt::LeftButton, {}, s.middleOf(30));
    CHECK(std::abs((s.scope.range().from - second(630)).ns) < Duration::seconds(6).ns);
    CHECK(std::abs((s.scope.range().to - second(1830)).ns) < Duration::seconds(6).ns);
}

TEST_CASE("level strip: by keys from bar to bar, Enter narrows, and each is told in words", "[log]") {
    Strip s;
    s.strip.setFocus();
    for (int i = 0; i < 21; ++i)
        QTest::keyClick(&s.strip, Qt::Key_Right);
    CHECK(s.strip.accessibleDescription() == "00:20 to 00:21 UTC: 1 error, 0 warnings, 1,000 info, 0 others");
    QTest::keyClick(&s.strip, Qt::Key_Return);
    CHECK(s.scope.range() == TimeRange{second(1200), second(1260)});
}
