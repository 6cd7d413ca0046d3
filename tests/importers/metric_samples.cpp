// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/metric_samples.h"

namespace foreshock::test {

std::vector<FileSample> metricSamples() {
    return {
        {"prometheus-text", "dump.txt",
         "{__name__=\"up\", instance=\"127.0.0.1:9190\", job=\"prometheus\"} 1 1606309380123\n"
         "{__name__=\"up\", instance=\"127.0.0.1:9190\", job=\"prometheus\"} NaN 1606309385123\n"},
        {"prometheus-json", "range.json",
         R"({"status":"success","data":{"resultType":"matrix","result":[)"
         R"({"metric":{"__name__":"up","instance":"a:80","job":"cart"},"values":[[1606309380,"1"],[1606309395.781,"NaN"]]},)"
         "\n"
         R"({"metric":{"job":"cart","path":"/"},"values":[[1606309380,"0.25"]]}]}})"
         "\n"},
        {"prometheus-json", "instant.json",
         R"({"status":"success","data":{"resultType":"vector","result":[)"
         R"({"metric":{"__name__":"up","job":"cart"},"value":[1606309380.661,"1"]}]}})"
         "\n"},
    };
}

} // namespace foreshock::test
