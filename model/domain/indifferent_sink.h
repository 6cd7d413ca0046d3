// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/record_sink.h"

namespace foreshock {

/// Lets every record pass and keeps none: for who wants one kind of them, or only what reading them does.
class IndifferentSink : public RecordSink {
public:
    Result<void> log(const LogDraft&, RecordPlace) override { return {}; }
    Result<std::int64_t> series(const SeriesDraft&) override { return std::int64_t{0}; }
    Result<void> sample(std::int64_t, Sample, RecordPlace) override { return {}; }
    Result<void> change(const Change&, RecordPlace) override { return {}; }
    Result<void> alarm(const Alarm&, RecordPlace) override { return {}; }
    Result<void> service(const Service&, RecordPlace) override { return {}; }
    Result<void> dependency(const Dependency&, RecordPlace) override { return {}; }
    Result<void> limit(const DeclaredLimit&, RecordPlace) override { return {}; }
    Result<void> note(const Note&, RecordPlace) override { return {}; }
    Result<void> fact(std::string_view, std::string_view) override { return {}; }
    Result<void> joined(RecordPlace) override { return {}; }
    Result<void> leftOut(RecordPlace) override { return {}; }
    Result<void> reject(RecordPlace, std::string_view, std::string_view) override { return {}; }
};

} // namespace foreshock
