// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock::test;

TEST_CASE("metrics.csv: rows become samples, empty and NaN cells become null samples", "[importers]") {
    CHECK(readAs("metrics-csv", "timestamp,service,metric,value,unit\r\n"
                                "2020-11-25T13:00:00Z,kfe,threads,32768,threads/server\r\n"
                                "2020-11-25T13:01:00Z,kfe,threads,,threads/server\r\n"
                                "2020-11-25T13:02:00Z,kfe,threads,NaN,threads/server\r\n"
                                "1606309380,kfe,threads,3.2768e4,threads/server")
              .text == "2@37 sample kfe/threads[threads/server] 2020-11-25T13:00:00Z 32,768\n"
                       "3@92 sample kfe/threads[threads/server] 2020-11-25T13:01:00Z null\n"
                       "4@142 sample kfe/threads[threads/server] 2020-11-25T13:02:00Z null\n"
                       "5@195 sample kfe/threads[threads/server] 2020-11-25T13:03:00Z 32,768\n");
}

TEST_CASE("metrics.csv: columns may stand in any order, and unknown ones are left out", "[importers]") {
    CHECK(readAs("metrics-csv", "Value,host, Metric ,Service,time\n5,x,errors,kfe,2020-11-25T13:00:00Z\n").text ==
          "2@33 sample kfe/errors 2020-11-25T13:00:00Z 5\n");
}

TEST_CASE("metrics_instances.csv: instance and version belong to the series", "[importers]") {
    CHECK(readAs("metrics-instances-csv", "timestamp,service,instance,version,metric,value\n"
                                          "2020-11-25T13:00:00Z,cart,cart-1,1.4.2,errors,0.02\n")
              .text == "2@48 sample cart/errors instance=cart-1 version=1.4.2 2020-11-25T13:00:00Z 0.02\n");
}

TEST_CASE("metrics.csv: a missing column is an error that names it and what was found", "[importers]") {
    CHECK(readAs("metrics-csv", dataFile("no_value_column.csv")).text ==
          "error, line 1: the header has no column value; found: timestamp, service, metric, reading. "
          "Name the columns timestamp, service, metric, value and perhaps unit, instance, version\n");
}

TEST_CASE("metrics.csv: bad rows are rejected one by one and the rest is read", "[importers]") {
    CHECK(readAs("metrics-csv", "timestamp,service,metric,value\n"
                                "yesterday,kfe,errors,1\n"
                                "2020-11-25T13:00:00Z,kfe,errors,12 ms\n"
                                "2020-11-25T13:00:00Z,kfe,errors,1,5\n"
                                "\n"
                                "2020-11-25T13:00:00Z,kfe,,1\n"
                                "2020-11-25T13:00:00Z,kfe,errors\n"
                                "2020-11-25T13:00:00Z,kfe,errors,1\n")
              .text == "2@31 rejected, \"timestamp\" is no time: yesterday | yesterday,kfe,errors,1\n"
                       "3@54 rejected, \"value\" is no number: 12 ms | 2020-11-25T13:00:00Z,kfe,error\n"
                       "4@92 rejected, 5 columns where the header names 4 | 2020-11-25T13:00:00Z,kfe,error\n"
                       "6@129 rejected, no \"metric\" | 2020-11-25T13:00:00Z,kfe,,1\n"
                       "7@157 rejected, 3 columns where the header names 4 | 2020-11-25T13:00:00Z,kfe,error\n"
                       "8@189 sample kfe/errors 2020-11-25T13:00:00Z 1\n");
}

TEST_CASE("metrics.csv: quotes hold commas, quotes and line ends, in chunks of every size", "[importers]") {
    const std::string text = "timestamp,service,metric,value,unit\n"
                             "2020-11-25T13:00:00Z,\"a,b\",\"say \"\"x\"\"\",1,\"two\r\nlines\"\n"
                             "\"2020-11-25T13:01:00Z\",kfe,errors,\"2\",\"\"\n";
    for (std::size_t chunk = 1; chunk < text.size(); ++chunk)
        CHECK(readAs("metrics-csv", text, {chunk, "", ""}).text ==
              "2@36 sample a,b/say \"x\"[two\r\nlines] 2020-11-25T13:00:00Z 1\n"
              "4@90 sample kfe/errors 2020-11-25T13:01:00Z 2\n");
}

TEST_CASE("metrics.csv: a quote that is never closed costs its own line only", "[importers]") {
    CHECK(readAs("metrics-csv", dataFile("quote_never_closed.csv")).text ==
          "2@31 sample kfe/errors 2020-11-25T13:00:00Z 1\n"
          "3@65 rejected, a quote opens and is not closed | 2020-11-25T13:01:00Z,\"kfe,erro\n"
          "4@100 sample kfe/errors 2020-11-25T13:02:00Z 3\n"
          "5@134 sample kfe/errors 2020-11-25T13:03:00Z 4\n");
}

TEST_CASE("metrics.csv: --service overrides the column", "[importers]") {
    CHECK(
        readAs("metrics-csv", "timestamp,service,metric,value\n2020-11-25T13:00:00Z,kfe,errors,1\n", {99, "front", ""})
            .text == "2@31 sample front/errors 2020-11-25T13:00:00Z 1\n");
}

TEST_CASE("metrics.csv: times without an offset are read in the zone and say so", "[importers]") {
    const std::string text = "timestamp,service,metric,value\n2020-11-25 05:00:00,kfe,errors,1\n";
    const Reading assumed = readAs("metrics-csv", text);
    CHECK(assumed.text == "2@31 sample kfe/errors 2020-11-25T05:00:00Z 1\n");
    CHECK(assumed.zoneBasis == "assumed UTC");
    const Reading given = readAs("metrics-csv", text, {99, "", "America/Los_Angeles"});
    CHECK(given.text == "2@31 sample kfe/errors 2020-11-25T13:00:00Z 1\n");
    CHECK(given.zoneBasis == "given");
}
