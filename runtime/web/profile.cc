#include "runtime/web/profile.h"

#include <QDir>
#include <QWebEngineSettings>

namespace runtime {

Profiles::Profiles(QString user_data) : user_data_(std::move(user_data)) {}

QWebEngineProfile* Profiles::get(const QString& partition) {
  auto& profile = profiles_[partition];
  if (!profile) profile = create(partition);
  return profile.get();
}

std::unique_ptr<QWebEngineProfile> Profiles::create(const QString& partition) const {
  static const QString kPersist = QStringLiteral("persist:");
  const bool on_disk = partition.isEmpty() || partition.startsWith(kPersist);
  std::unique_ptr<QWebEngineProfile> profile;
  if (on_disk) {
    const QString name = partition.isEmpty() ? QStringLiteral("Default") : partition.mid(kPersist.size());
    const QString folder = partition.isEmpty() ? user_data_ : user_data_ + QStringLiteral("/Partitions/") + name;
    profile = std::make_unique<QWebEngineProfile>(name);
    profile->setPersistentStoragePath(folder);
    profile->setCachePath(folder + QStringLiteral("/Cache"));
  } else {
    profile = std::make_unique<QWebEngineProfile>();
  }
  profile->settings()->setAttribute(QWebEngineSettings::ScrollAnimatorEnabled, false);
  profile->settings()->setAttribute(QWebEngineSettings::FullScreenSupportEnabled, true);
  profile->settings()->setAttribute(QWebEngineSettings::JavascriptCanOpenWindows, true);
  profile->settings()->setAttribute(QWebEngineSettings::JavascriptCanAccessClipboard, true);
  profile->settings()->setAttribute(QWebEngineSettings::PlaybackRequiresUserGesture, false);
  return profile;
}

}  // namespace runtime
