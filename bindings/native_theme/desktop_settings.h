#pragma once

#include <QDBusMessage>
#include <QObject>
#include <functional>
#include <optional>

namespace bindings {

// What the desktop says of light and dark, of animations and of its accent colour: the settings portal's
// answer, over the user's bus, or Qt's palette where there is none. The bus is connected when the first is
// asked.
class DesktopSettings : public QObject {
  Q_OBJECT

 public:
  // `on_changed` gets the setting's key when its value has changed; everything may be gone after it.
  explicit DesktopSettings(std::function<void(const QString& key)> on_changed);

  bool prefersDark();
  // As RRGGBBAA.
  QString accentColor();
  bool animates();

 private Q_SLOTS:
  // Namespace, key and value.
  void onSettingChanged(const QDBusMessage& message);

 private:
  std::optional<QVariant> read(const QString& name_space, const QString& key);
  void watch();

  std::function<void(const QString&)> on_changed_;
  bool watches_ = false;
  // The portal's color-scheme: 0 no preference, 1 dark, 2 light.
  std::optional<uint> scheme_;
};

}  // namespace bindings
