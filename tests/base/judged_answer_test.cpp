// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/board_edit.h"
#include "model/domain/judged_answer.h"
#include "model/domain/score_record.h"
#include "model/domain/why_not.h"

#include <catch2/catch.hpp>

#include <cstdio>
#include <fstream>

using namespace foreshock;

namespace {

Suspect suspect(const char* id, double p, Strength strength) {
    Suspect out;
    out.change = ChangeId(id);
    out.probability = p;
    out.strength = strength;
    return out;
}

Answer answer() {
    Answer out;
    out.alarms = {AlarmId("a1"), AlarmId("a2")};
    out.verdict = Verdict::Named;
    out.suspects = {suspect("lead", .8, Strength::Strong), suspect("b", .08, Strength::Weak),
                    suspect("c", .02, Strength::CannotTell)};
    out.nonAnswers = {.02, .03, .01, .04};
    out.noneProbability = .1;
    out.coverage.series = 4;
    return out;
}

RulingOut ruling(const char* change, const char* alarm = "a2") {
    return {ChangeId(change), AlarmId(alarm), "it was rolled back and nothing changed", {}};
}

double sum(const Answer& a) {
    double out = a.nonAnswers.sum();
    for (const Suspect& s : a.suspects)
        out += s.probability;
    return out;
}

Evidence evidence(EvidenceKind kind, const char* text, double weight) {
    Evidence out;
    out.kind = kind;
    out.text = text;
    out.weight = weight;
    return out;
}

} // namespace

TEST_CASE("judged: nothing ruled out for this wave leaves the answer as it is", "[board]") {
    Board board;
    board.rulings = {ruling("lead", "of another wave"), ruling("unknown")};
    const Answer now = judged(answer(), board);
    CHECK(now.verdict == Verdict::Named);
    CHECK(now.suspects[0].probability == .8);
    CHECK(placesOf(answer(), board) == std::vector<int>{1, 2, 3});
    const auto shared = std::make_shared<const Answer>(answer());
    CHECK(judged(shared, board) == shared); // not copied
    board.rulings.push_back(ruling("lead"));
    CHECK(judged(shared, board)->suspects[0].probability == 0);
    CHECK(shared->suspects[0].probability == .8);
}

TEST_CASE("judged: what the ruled out had is shared in proportion, and nobody becomes a lead by it", "[board]") {
    Board board;
    board.rulings = {ruling("lead")};
    const Answer now = judged(answer(), board);
    CHECK(now.suspects[0].probability == 0); // in its place
    CHECK(now.suspects[1].probability == Approx(.4));
    CHECK(now.suspects[1].strength == Strength::Plausible);
    CHECK(now.suspects[2].probability == Approx(.1));
    CHECK(now.nonAnswers.cannotTell == Approx(.2));
    CHECK(now.noneProbability == Approx(.5));
    CHECK(now.verdict == Verdict::Ranked);
    CHECK(sum(now) == Approx(1));
    CHECK(placesOf(answer(), board) == std::vector<int>{0, 1, 2});
    board.rulings.push_back(ruling("b", "a1"));
    const Answer two = judged(answer(), board);
    CHECK(two.suspects[2].probability == Approx(.02 / .12));
    CHECK(two.verdict == Verdict::CannotTell);
    CHECK(sum(two) == Approx(1));
}

TEST_CASE("judged: a lead that stays is a lead; where no change is left over it was none", "[board]") {
    Board board;
    board.rulings = {ruling("b")};
    CHECK(judged(answer(), board).verdict == Verdict::Named);
    Answer loaded = answer();
    loaded.nonAnswers = {.09, .005, .003, .002};
    board.rulings = {ruling("lead"), ruling("b"), ruling("c")};
    CHECK(judged(loaded, board).verdict == Verdict::NotAChange);
    Answer all = answer();
    all.suspects = {suspect("lead", 1, Strength::Strong)};
    all.nonAnswers = {};
    const Answer none = judged(all, board);
    CHECK(none.verdict == Verdict::CannotTell);
    CHECK(sum(none) == Approx(1));
}

TEST_CASE("why not: what both have alike cancels, the rest stands by its weight", "[board]") {
    Suspect lead = suspect("lead", .8, Strength::Strong), other = suspect("b", .1, Strength::Weak);
    lead.evidence = {evidence(EvidenceKind::Reach, "reaches 10 of 10", .9),
                     evidence(EvidenceKind::Ceiling, "flat", 4.6), evidence(EvidenceKind::Path, "where it broke", -.3),
                     evidence(EvidenceKind::Precedes, "2 h", -1)};
    other.evidence = {evidence(EvidenceKind::Reach, "reaches 10 of 10", .9),
                      evidence(EvidenceKind::Path, "may have broken there", -2.1),
                      evidence(EvidenceKind::Precedes, "45 min", 1.8), evidence(EvidenceKind::Scope, "one cell", .1)};
    const auto found = differences(lead, other);
    REQUIRE(found.size() == 3); // the scope's .1 does not matter
    CHECK(found[0].kind == EvidenceKind::Ceiling);
    CHECK(found[0].lead->text == "flat");
    CHECK(found[0].other == nullptr);
    CHECK(found[1].kind == EvidenceKind::Precedes);
    CHECK(found[1].weight == Approx(-2.8)); // for the other
    CHECK(found[2].kind == EvidenceKind::Path);
    CHECK(found[2].weight == Approx(1.8));
    CHECK(differences(lead, lead).empty());
}

TEST_CASE("score record: what the window says of a score is what was measured", "[board]") {
    std::ifstream in(FORESHOCK_SOURCE_DIR "/docs/evaluation.md");
    const std::string page((std::istreambuf_iterator<char>(in)), {});
    int suspects = 0;
    for (const ScoreRecord& r : scoreRecords()) {
        char row[160];
        std::snprintf(row, sizeof row, "| suspect of probability %.2f to %.2f: it was the one | %d of %d |", r.from,
                      std::min(r.to, 1.0), r.right, r.suspects);
        INFO(row << " of model/domain/score_record.cpp: take over what docs/evaluation.md says now");
        CHECK(page.find(row) != std::string::npos);
        CHECK(&scoreRecord((r.from + std::min(r.to, 1.0)) / 2) == &r);
        suspects += r.suspects;
    }
    CHECK(suspects > 1000);
    CHECK(page.find(std::to_string(kScoredIncidents) + " incidents") != std::string::npos);
    CHECK(&scoreRecord(0) == &scoreRecords().front());
    CHECK(&scoreRecord(1) == &scoreRecords().back());
}

TEST_CASE("board: edits are named for people, shortly", "[board]") {
    CHECK(titleOf(RuleOut{ruling("lead"), "capacity add"}) == "ruling out capacity add");
    CHECK(titleOf(PutToHypothesis{1, 2, std::nullopt}) == "evidence taken from a hypothesis");
    StartHypothesis start;
    start.hypothesis.statement = std::string(300, 'x');
    CHECK(titleOf(start).size() < 90);
    start.hypothesis.statement = "";
    for (int i = 0; i < 40; ++i)
        start.hypothesis.statement += "\u00e9";
    CHECK(titleOf(start).find('\xc3') != std::string::npos); // cut between letters
}
