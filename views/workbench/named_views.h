// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

class QWidget;

namespace foreshock {

class MainWindow;
class TimeScope;
struct IncidentView;

/// A part of the window that is a picture of its own: what `--view` calls it, and what people do.
struct NamedView {
    std::string id;
    QString title;
    QWidget* widget = nullptr;
};

/// All of them, the window itself first. A new view gets its line here, and with it Ctrl+E and `foreshock render`.
std::vector<NamedView> namedViews(MainWindow& window);
/// The one in which the keyboard is; the timeline if it is in none.
NamedView viewInHand(MainWindow& window);
/// Tabs that it lies in come to the front.
void bringToFront(const NamedView& view);

/// What a picture says below itself, so that it can stand alone: file, view, range with its zone, and what narrows it.
QString pictureCaption(const NamedView& view, const IncidentView& incident, const TimeScope& scope);

} // namespace foreshock
