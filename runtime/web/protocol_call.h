#pragma once

#include <QJsonObject>
#include <QString>
#include <functional>

class QWebEngineProfile;

namespace runtime {

// One command of the engine's own protocol, that of its DevTools, for what Qt has no interface for. It needs
// no port, but two pages of the profile for as long as it takes, and a process or two. `done` is
// called once, on the GUI thread: with false when the engine refuses the command, or does not answer. Not at
// all when the app ends before.
void callProtocol(QWebEngineProfile* profile,
                  const QString& method,
                  const QJsonObject& parameters,
                  std::function<void(bool)> done);

}  // namespace runtime
