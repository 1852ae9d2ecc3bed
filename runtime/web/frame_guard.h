#pragma once

#include <QString>
#include <optional>

class QWebEnginePage;
class QWebEngineProfile;

namespace runtime {

// WORKAROUND (6.4): the engine keeps its way to a frame's scripts by the address of the frame's object. For
// the frame of a process that died it makes a new one, to nowhere, when the next document takes its place,
// and forgets it only with a frame that lives. The frame that gets the same address, which is that of the
// next new window often, would run without the page's scripts. Those of a profile take another way: from the
// first death on, one of them looks in each document whether the page's own came, and fetches them if not
// (lib/js/renderer/frame-guard.js).
class FrameGuard {
 public:
  // A process of a page of the profile has died, or a page goes whose frames may be remembered.
  static void install(QWebEngineProfile* profile);
  // What a script of a page begins with: tells the guard that it came.
  static const QString& sign();
  // To a prompt by which it asks, the scripts that the engine should have run; nothing to any other. Each
  // place has an unguessable question of its own: a page may get to know that of the world which it shares,
  // by what it puts into a frame of its own before the document comes, and there it must not learn what
  // others know.
  static std::optional<QString> answer(QWebEnginePage& page, const QString& question);
};

}  // namespace runtime
