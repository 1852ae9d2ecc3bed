#include "runtime/web/frame_guard.h"

#include "runtime/web/page.h"
#include "runtime/web/shim.h"

#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <algorithm>
#include <vector>

namespace runtime {
namespace {

// Where a guard stands.
struct Place {
  World world;
  bool is_sub_frame;
  QString question;
};

// The main world's first: what is in the other one finds the relay there.
const std::vector<Place>& places() {
  static const std::vector<Place> kPlaces = {{kMainWorld, false, randomToken()},
                                             {kMainWorld, true, randomToken()},
                                             {kIsolatedWorld, false, randomToken()},
                                             {kIsolatedWorld, true, randomToken()}};
  return kPlaces;
}

const QString& signName() {
  static const QString kName = randomToken();
  return kName;
}

}  // namespace

void FrameGuard::install(QWebEngineProfile* profile) {
  static const QString kName = QStringLiteral("runtime-guard");
  if (!profile->scripts()->find(kName).isEmpty()) return;
  for (const Place& place : places()) {
    QWebEngineScript script;
    script.setName(kName);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(place.world);
    script.setRunsOnSubFrames(place.is_sub_frame);
    script.setSourceCode(frameGuardSource(signName(), place.question, place.is_sub_frame));
    profile->scripts()->insert(script);
  }
}

const QString& FrameGuard::sign() {
  static const QString kSign = QStringLiteral("globalThis['%1']?.();").arg(signName());
  return kSign;
}

std::optional<QString> FrameGuard::answer(QWebEnginePage& page, const QString& question) {
  const auto place = std::ranges::find(places(), question, &Place::question);
  if (place == places().end()) return std::nullopt;
  QString text;
  for (const QWebEngineScript& script : page.scripts().toList()) {
    if (script.worldId() != place->world || script.injectionPoint() != QWebEngineScript::DocumentCreation)
      continue;
    if (!place->is_sub_frame || script.runsOnSubFrames()) text += script.sourceCode() + QStringLiteral("\n;");
  }
  return text;
}

}  // namespace runtime
