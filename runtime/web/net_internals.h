#pragma once

#include <QString>
#include <functional>

class QWebEngineProfile;

namespace runtime {

// One command of the engine's page about its network, chrome://net-internals, to the network of that profile:
// clearHostResolverCache, closeIdleSockets, flushSocketPools. It needs that page, and its process, for as
// long as it takes. `done` is called once, on the GUI thread, when it has been done; with false when the
// engine does not answer. Not at all when the app ends before.
void callNetInternals(QWebEngineProfile* profile, const QString& command, std::function<void(bool)> done);

}  // namespace runtime
