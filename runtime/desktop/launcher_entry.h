#pragma once

#include <QVariantMap>

namespace runtime {

// Tells the docks and taskbars of the desktop about the app, by the signal of Unity's that most of them
// listen to: `progress`, `progress-visible`, `count`, `count-visible`, `urgent`. The app is known by its
// .desktop file. False when there is no session bus to tell it on.
bool updateLauncherEntry(const QVariantMap& properties);

}  // namespace runtime
