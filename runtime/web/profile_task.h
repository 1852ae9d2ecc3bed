#pragma once

#include "runtime/web/hidden_page.h"

#include <QObject>
#include <QPointer>
#include <functional>

namespace runtime {

// Something that the engine does for a profile by way of a page that nobody sees, which is there for as long
// as it takes. Deletes itself when it is done, or was not within ten seconds.
class ProfileTask : public QObject {
 public:
  // Gets whether it was done, once, on the GUI thread; nothing when the app ends before.
  using Done = std::function<void(bool)>;

  ~ProfileTask() override;

 protected:
  // Owns `page`.
  ProfileTask(HiddenPage* page, Done done);
  HiddenPage* page() const { return page_; }
  // Nothing of the task is there after it.
  void finish(bool ok);

 private:
  QPointer<HiddenPage> page_;
  Done done_;
};

// The app ends: those of the profile that are not done yet are given up, and tell nobody. Their pages are
// gone once the event loop has run.
void dropProfileTasks(QWebEngineProfile* profile);

}  // namespace runtime
