#pragma once

#include <QDBusConnection>
#include <optional>

namespace runtime {

// The user's bus, and only one that is there already: where there is none, connecting would start one.
std::optional<QDBusConnection> sessionBus();

}  // namespace runtime
