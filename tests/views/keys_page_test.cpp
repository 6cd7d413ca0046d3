// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The manual's page of keys is made from the list of keys. UPDATE_GOLDEN=1 writes it anew; look at the difference.
#include <catch2/catch.hpp>

#include "views/workbench/key_table.h"

#include <QFile>
#include <QStringList>

using namespace foreshock;

namespace {

QString page() {
    QStringList out{
        "# Keys, and how to change them",
        "",
        "`?` shows this list over the window; Ctrl+K finds each by its words, with its key on the right.",
        "",
        "*Help › Change keys* lists every action of the menus and every key of the timeline and the log. Search, then "
        "Enter or",
        "a double click, then press the new key. One that does something else already is named first: *Take it* leaves "
        "the",
        "other without a key, *Leave it* changes nothing. *Usual key* and *All usual keys* bring them back. The same "
        "key may",
        "mean two things in two panels; keys of the menus work anywhere. Menus, palette and list show what holds now.",
        "",
        "These are the usual ones. Drags, Enter, arrows and the keys of lists stay as they are."};
    QString place;
    for (const KeyRow& row : keyTable()) {
        if (row.where != place) {
            place = row.where;
            out << ""
                << "## " + place << ""
                << "| key | does |"
                << "|---|---|";
        }
        out << QString("| %1 | %2 |").arg(QString(row.keys).replace('|', "\\|"), row.what);
    }
    return out.join('\n') + '\n';
}

} // namespace

TEST_CASE("manual: the page of keys says what the list of keys says", "[manual]") {
    QFile file(QString(FORESHOCK_SOURCE_DIR) + "/docs/keys.md");
    if (std::getenv("UPDATE_GOLDEN")) {
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(page().toUtf8());
        file.close();
    }
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(QString::fromUtf8(file.readAll()) == page());
}
