#include "runtime/web/spare_page.h"

#include "runtime/web/page.h"

#include <QByteArray>
#include <QFile>
#include <chrono>
#include <utility>

namespace runtime {
namespace {

constexpr std::chrono::milliseconds kIdle(300);
constexpr std::chrono::minutes kLongestUnused(10);

// Whether a process has died of which the engine has not heard yet.
bool isDead(qint64 pid) {
  QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
  if (!file.open(QIODevice::ReadOnly)) return true;
  const QByteArray text = file.readAll();
  const qsizetype name_end = text.lastIndexOf(')');
  return name_end < 0 || name_end + 2 >= text.size() || text[name_end + 2] == 'Z';
}

}  // namespace

SparePage::SparePage(QWebEngineProfile* profile) : profile_(profile) {
  idle_.setSingleShot(true);
  idle_.setInterval(kIdle);
  connect(&idle_, &QTimer::timeout, this, &SparePage::make);
  unused_.setSingleShot(true);
  unused_.setInterval(kLongestUnused);
  connect(&unused_, &QTimer::timeout, this, &SparePage::drop);
}

SparePage::~SparePage() {
  drop();
}

Page* SparePage::take() {
  // A process that has only just been asked for has no id, and is as good.
  if (const qint64 pid = processId(); pid != 0 && isDead(pid)) drop();
  Page* page = std::exchange(page_, nullptr);
  if (page != nullptr) page->disconnect(this);
  unused_.stop();
  noteLoad();
  return page;
}

void SparePage::noteLoad() {
  if (!stopped_ && !page_) idle_.start();
}

void SparePage::stop() {
  stopped_ = true;
  idle_.stop();
  drop();
}

qint64 SparePage::processId() const {
  return page_ ? page_->renderProcessPid() : 0;
}

void SparePage::make() {
  if (page_ || stopped_) return;
  page_ = new Page(profile_, nullptr);
  // A page whose process has died is no better than a new one.
  connect(page_, &QWebEnginePage::renderProcessTerminated, this, &SparePage::drop);
  // The engine starts the process for it, without a document that would be in the page's history.
  page_->runJavaScript(QStringLiteral("0"));
  unused_.start();
}

void SparePage::drop() {
  unused_.stop();
  // Not Page::retire(), which tells the process to forget the page's scripts: there are none, and the engine
  // would keep the address of the frame that it told.
  if (Page* page = std::exchange(page_, nullptr)) page->deleteLater();
}

}  // namespace runtime
