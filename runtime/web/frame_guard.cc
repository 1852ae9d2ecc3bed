#include "runtime/web/frame_guard.h"

#include "runtime/web/page.h"
#include "runtime/web/shim.h"

#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>

namespace runtime {
namespace {

constexpr QLatin1Char kOfSubFrame('s');

const QString& guardToken() {
  static const QString kToken = randomToken();
  return kToken;
}

}  // namespace

void FrameGuard::install(QWebEngineProfile* profile) {
  static const QString kName = QStringLiteral("runtime-guard");
  if (!profile->scripts()->find(kName).isEmpty()) return;
  // The main world's first: what is in the other one finds the relay there.
  for (const World world : {kMainWorld, kIsolatedWorld}) {
    QWebEngineScript script;
    script.setName(kName);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(world);
    script.setRunsOnSubFrames(true);
    script.setSourceCode(frameGuardSource(guardToken(), world));
    profile->scripts()->insert(script);
  }
}

const QString& FrameGuard::sign() {
  static const QString kSign = QStringLiteral("globalThis['%1']?.();").arg(guardToken());
  return kSign;
}

bool FrameGuard::asks(const QString& message) {
  return message == guardToken();
}

QString FrameGuard::answer(QWebEnginePage& page, const QString& question) {
  const bool of_sub_frame = question.startsWith(kOfSubFrame);
  const quint32 world = QStringView(question).mid(1).toUInt();
  QString text;
  for (const QWebEngineScript& script : page.scripts().toList()) {
    if (script.worldId() != world || script.injectionPoint() != QWebEngineScript::DocumentCreation) continue;
    if (!of_sub_frame || script.runsOnSubFrames()) text += script.sourceCode() + QStringLiteral("\n;");
  }
  return text;
}

}  // namespace runtime
