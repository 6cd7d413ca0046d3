// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/fonts.h"

#include <QFontDatabase>

namespace foreshock {

static QFont sized(QFont font, double pixels, QFont::Weight weight) {
    font.setPixelSize(static_cast<int>(pixels + 0.5));
    font.setWeight(weight);
    return font;
}

static QFont family(const QStringList& names, QFontDatabase::SystemFont fallback) {
    const QStringList present = QFontDatabase::families();
    for (const QString& name : names)
        if (present.contains(name))
            return QFont(name);
    return QFontDatabase::systemFont(fallback);
}

Fonts Fonts::make(double scale) {
    const QFont sans = family({"Inter", "Noto Sans"}, QFontDatabase::GeneralFont);
    QFont mono = family({"Noto Sans Mono", "DejaVu Sans Mono"}, QFontDatabase::FixedFont);
    mono.setStyleHint(QFont::Monospace);
    mono.setFixedPitch(true);
    Fonts f;
    f.scale = scale;
    f.body = sized(sans, 13 * scale, QFont::Normal);
    f.bodyStrong = sized(sans, 13 * scale, QFont::DemiBold);
    f.small = sized(sans, 11 * scale, QFont::Normal);
    f.smallStrong = sized(sans, 11 * scale, QFont::DemiBold);
    f.headline = sized(sans, 15 * scale, QFont::DemiBold);
    f.mono = sized(mono, 12 * scale, QFont::Normal);
    f.monoStrong = sized(mono, 12 * scale, QFont::Bold);
    f.axis = sized(mono, 11 * scale, QFont::Normal);
    return f;
}

} // namespace foreshock
