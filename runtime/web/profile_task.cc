#include "runtime/web/profile_task.h"

#include <QTimer>
#include <chrono>
#include <utility>

namespace runtime {
namespace {

constexpr std::chrono::seconds kLongestAnswer(10);

}  // namespace

ProfileTask::ProfileTask(HiddenPage* page, Done done)
    : QObject(page->profile()), page_(page), done_(std::move(done)) {
  QTimer::singleShot(kLongestAnswer, this, [this] { finish(false); });
}

ProfileTask::~ProfileTask() {
  if (page_) page_->deleteLater();
}

void ProfileTask::finish(bool ok) {
  const Done done = std::exchange(done_, nullptr);
  delete this;
  done(ok);
}

void dropProfileTasks(QWebEngineProfile* profile) {
  for (QObject* child : profile->findChildren<QObject*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (dynamic_cast<ProfileTask*>(child) != nullptr) delete child;
  }
}

}  // namespace runtime
