// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/suspects/delay_bar.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <QPainter>

namespace foreshock {
namespace {

constexpr int kWrap = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr double kLeast = .02; ///< share of the bar that a short stretch still gets

QString text(Duration d) {
    return QString::fromStdString(durationText(d));
}

} // namespace

DelayWords DelayWords::of(const StormAlarm& alarm, const Zone& zone) {
    const AlarmDelay& d = alarm.delay;
    DelayWords out;
    QStringList missing;
    const auto add = [&](DelayPart::What what, const std::optional<Duration>& length, const QString& words,
                         const QString& name) {
        if (length && length->ns == 0 && what == DelayPart::What::Threshold)
            return; // it jumped over it
        if (length)
            out.parts.push_back({what, words.arg(text(*length)), *length, 0, 0});
        else
            missing << name;
    };
    add(DelayPart::What::Threshold, d.toBreach, DelayBar::tr("%1 until its threshold"), DelayBar::tr("breach"));
    const QString own = d.ownDelay ? DelayBar::tr(" (the rule itself waits %1)").arg(text(*d.ownDelay)) : QString();
    add(DelayPart::What::Evaluation, d.toAlarm, DelayBar::tr("%1 until it rang") + own, DelayBar::tr("evaluation"));
    add(DelayPart::What::Notice, d.toNotice, DelayBar::tr("%1 until it was sent"), DelayBar::tr("notification"));
    add(DelayPart::What::Acknowledgement, d.toAcknowledge, DelayBar::tr("%1 until somebody took it"),
        DelayBar::tr("acknowledgement"));
    if (out.parts.empty())
        return out;
    if (!missing.isEmpty())
        out.unmeasured = DelayBar::tr("Not recorded: %1.").arg(missing.join(QStringLiteral(", ")));
    const QString series = QString::fromStdString(d.series);
    if (d.onset && *d.onset < alarm.time)
        out.headline =
            DelayBar::tr("First alarm %1 after %2 moved, %3")
                .arg(text(alarm.time - *d.onset), series, QString::fromStdString(clockTextWithZone(*d.onset, zone)));
    else
        out.headline = DelayBar::tr("From the first alarm to a person");
    double sum = 0;
    for (const DelayPart& p : out.parts)
        sum += static_cast<double>(std::max<std::int64_t>(p.length.ns, 0));
    double at = 0, widths = 0;
    std::vector<double> shares;
    for (const DelayPart& p : out.parts) {
        shares.push_back(sum > 0 ? std::max(kLeast, static_cast<double>(p.length.ns) / sum) : 1);
        widths += shares.back();
    }
    for (std::size_t i = 0; i < out.parts.size(); ++i) {
        out.parts[i].from = at / widths;
        at += shares[i];
        out.parts[i].to = at / widths;
    }
    return out;
}

DelayBar::DelayBar(DelayWords words, const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_words(std::move(words))
    , m_look(look) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum); // fixed would hold it to its hint's width
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(m_words.headline + QStringLiteral(": ") + legend());
    setToolTip(accessibleName().toHtmlEscaped());
}

QString DelayBar::legend() const {
    QStringList parts;
    for (const DelayPart& p : m_words.parts)
        parts << p.words;
    return parts.join(QStringLiteral(" \u00b7 ")) +
           (m_words.unmeasured.isEmpty() ? QString() : QStringLiteral(". ") + m_words.unmeasured);
}

QRect DelayBar::textRect(int width) const {
    const int left = m_look.fonts.px(14);
    return QRect(left, m_look.fonts.px(26), std::max(10, width - left - m_look.fonts.px(12)), 10000);
}

int DelayBar::heightForWidth(int width) const {
    return textRect(width).top() +
           QFontMetrics(m_look.fonts.small).boundingRect(textRect(width), kWrap, legend()).height() +
           m_look.fonts.px(8);
}

QSize DelayBar::sizeHint() const {
    return {m_look.fonts.px(260), heightForWidth(m_look.fonts.px(260))};
}

QSize DelayBar::minimumSizeHint() const {
    return {m_look.fonts.px(160), m_look.fonts.px(40)};
}

/// Strong to pale in the order of time, with a gap between, so that each part is told by its place, not by its colour.
void DelayBar::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const Theme& t = m_look.theme;
    const QRect text = textRect(width());
    p.setFont(m_look.fonts.small);
    p.setPen(t.text);
    p.drawText(QRect(text.left(), m_look.fonts.px(1), text.width(), m_look.fonts.px(15)),
               Qt::AlignLeft | Qt::AlignVCenter,
               QFontMetrics(m_look.fonts.small).elidedText(m_words.headline, Qt::ElideRight, text.width()));
    const double y = m_look.fonts.px(18), height = m_look.fonts.px(5);
    const QColor fill[] = {t.heat[4], t.heat[3], t.heat[2], t.heat[1]};
    for (const DelayPart& part : m_words.parts)
        p.fillRect(QRectF(text.left() + part.from * text.width(), y, (part.to - part.from) * text.width() - 1, height),
                   fill[static_cast<std::size_t>(part.what)]);
    p.setPen(t.text2);
    p.drawText(text, kWrap, legend());
}

} // namespace foreshock
