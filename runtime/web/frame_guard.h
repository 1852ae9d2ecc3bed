#pragma once

#include <QString>

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
  // Whether a prompt is the guard's; unguessable. The answer is for the guard alone: it has what no script of
  // a page's own may know.
  static bool asks(const QString& message);
  // To what it asks: the scripts that the engine should have run.
  static QString answer(QWebEnginePage& page, const QString& question);
};

}  // namespace runtime
