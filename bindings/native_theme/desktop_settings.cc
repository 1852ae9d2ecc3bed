#include "bindings/native_theme/desktop_settings.h"

#include "bindings/glue/system_bus.h"
#include "runtime/palette.h"

#include <QColor>
#include <QDBusArgument>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>
#include <algorithm>
#include <array>

namespace bindings {
namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kColorScheme = QStringLiteral("color-scheme");
const QString kAccentColor = QStringLiteral("accent-color");
constexpr uint kPreferDark = 1;
constexpr uint kPreferLight = 2;

QVariant unwrap(QVariant value) {
  while (value.canConvert<QDBusVariant>()) value = value.value<QDBusVariant>().variant();
  return value;
}

QString hex(const QColor& color) {
  return QStringLiteral("%1ff").arg(color.name(QColor::HexRgb).mid(1));
}

// Three numbers from 0 to 1; others mean that there is none.
std::optional<QColor> colorOf(const QVariant& value) {
  if (!value.canConvert<QDBusArgument>()) return std::nullopt;
  const auto argument = value.value<QDBusArgument>();
  if (argument.currentSignature() != QLatin1String("(ddd)")) return std::nullopt;
  std::array<double, 3> parts{};
  argument.beginStructure();
  for (double& part : parts) argument >> part;
  argument.endStructure();
  const bool is_color = std::ranges::all_of(parts, [](double part) { return part >= 0 && part <= 1; });
  return is_color ? std::optional(QColor::fromRgbF(static_cast<float>(parts[0]), static_cast<float>(parts[1]),
                                                   static_cast<float>(parts[2])))
                  : std::nullopt;
}

}  // namespace

DesktopSettings::DesktopSettings(std::function<void(const QString&)> on_changed)
    : on_changed_(std::move(on_changed)) {}

void DesktopSettings::watch() {
  if (watches_) return;
  watches_ = true;
  const auto bus = sessionBus();
  if (!bus) return;
  QDBusConnection(*bus).connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                                SLOT(onSettingChanged(QDBusMessage)));
}

std::optional<QVariant> DesktopSettings::read(const QString& name_space, const QString& key) {
  const auto bus = sessionBus();
  if (!bus) return std::nullopt;
  QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
  call << name_space << key;
  const auto answer = askBus(*bus, call);
  return answer ? std::optional(unwrap(*answer)) : std::nullopt;
}

bool DesktopSettings::prefersDark() {
  watch();
  if (!scheme_) scheme_ = read(kAppearance, kColorScheme).value_or(QVariant(0U)).toUInt();
  if (*scheme_ == kPreferDark) return true;
  return *scheme_ != kPreferLight && runtime::isPaletteDark();
}

QString DesktopSettings::accentColor() {
  watch();
  const auto value = read(kAppearance, kAccentColor);
  const auto color = value ? colorOf(*value) : std::nullopt;
  return hex(color.value_or(QGuiApplication::palette().color(QPalette::Highlight)));
}

bool DesktopSettings::animates() {
  const auto value = read(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("enable-animations"));
  return !value || value->toBool();
}

void DesktopSettings::onSettingChanged(const QDBusMessage& message) {
  const QVariantList arguments = message.arguments();
  if (arguments.size() != 3 || arguments[0].toString() != kAppearance) return;
  const QString key = arguments[1].toString();
  if (key == kColorScheme) scheme_ = unwrap(arguments[2]).toUInt();
  if (key == kColorScheme || key == kAccentColor) on_changed_(key);
}

}  // namespace bindings
