#include "runtime/web/page.h"

#include "runtime/web/frame_guard.h"

#include <QEventLoop>
#include <QPageLayout>
#include <QPageRanges>
#include <QPointer>
#include <QTimer>
#include <QWebEngineNewWindowRequest>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <chrono>
#include <memory>
#include <utility>

namespace runtime {

namespace {

constexpr std::chrono::milliseconds kLongestRemoval(300);

}  // namespace

// Raises syncDepth for as long as Qt WebEngine waits for the answer to a dialog of this page: deleting the
// page then crashes.
class Page::DialogScope {
 public:
  explicit DialogScope(Page* page) : page_(page) { ++page_->sync_depth_; }
  ~DialogScope() { page_->leaveDialog(); }

 private:
  Page* page_;
};

Page::Page(QWebEngineProfile* profile, PageDelegate* delegate)
    : QWebEnginePage(profile, profile), delegate_(delegate) {
  link_.setHandlers(
      [this](const QString& text) {
        if (delegate_ != nullptr) delegate_->onMessage(text);
      },
      [this](const QString& text) {
        return delegate_ != nullptr ? delegate_->onSyncMessage(text) : QString();
      },
      [this](const QString& text) {
        return delegate_ != nullptr ? delegate_->onFrameMessage(text) : QString();
      },
      [this](const QString& text, std::vector<BulkPart> parts, const QString& rest) {
        if (delegate_ != nullptr) delegate_->onBulkMessage(text, std::move(parts), rest);
      });
  connect(this, &QWebEnginePage::renderProcessTerminated, this, [this] {
    FrameGuard::install(this->profile());
    link_.dropParts();
  });
  connect(this, &QWebEnginePage::loadStarted, this, [this] { is_fresh_ = false; });
  connect(this, &QWebEnginePage::newWindowRequested, this, [this](QWebEngineNewWindowRequest& request) {
    if (delegate_ != nullptr) delegate_->onNewWindow(request);
  });
}

void Page::adopt(PageDelegate* delegate) {
  delegate_ = delegate;
  is_fresh_ = true;
}

void Page::installShim(const ShimSettings& settings) {
  link_.open(this, settings.world);
  const auto inject = [this](const QString& name, const QString& source, quint32 world, bool sub_frames) {
    if (source.isEmpty()) return;
    QWebEngineScript script;
    script.setName(name);
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(world);
    script.setRunsOnSubFrames(sub_frames);
    script.setSourceCode(FrameGuard::sign() + source);
    scripts().insert(script);
  };
  // Scripts run in the order in which they are inserted: a preload script in the shim finds the relay there.
  inject(QStringLiteral("runtime-relay"), settings.relay, kMainWorld, settings.sub_frames);
  inject(QStringLiteral("runtime"), settings.source, settings.world, settings.sub_frames);
  inject(QStringLiteral("runtime-frame"), settings.frame_agent, settings.world, true);
}

void Page::whenIdle(std::function<void()> task) {
  // A page that is to load something or to go waits for no file.
  if (choosing_ != nullptr) choosing_->quit();
  if (sync_depth_ == 0) {
    task();
  } else {
    idle_tasks_.push_back(std::move(task));
  }
}

void Page::startLoad(std::function<void()> load) {
  if (load_holds_ > 0) {
    held_load_ = std::move(load);
  } else {
    whenIdle(std::move(load));
  }
}

void Page::releaseLoads() {
  if (--load_holds_ > 0) return;
  if (auto load = std::exchange(held_load_, nullptr)) whenIdle(std::move(load));
}

void Page::waitIn(QEventLoop& loop) {
  const DialogScope scope(this);
  loop.exec();
}

void Page::leaveDialog() {
  if (--sync_depth_ > 0 || idle_tasks_.empty()) return;
  // Queued: Qt WebEngine still has this page on the stack until the dialog's answer is on its way.
  QMetaObject::invokeMethod(
      this,
      [this] {
        if (sync_depth_ > 0) return;
        auto tasks = std::move(idle_tasks_);
        idle_tasks_.clear();
        for (auto& task : tasks) task();
      },
      Qt::QueuedConnection);
}

void Page::retire() {
  if (retired_) return;
  retired_ = true;
  delegate_ = nullptr;
  held_load_ = nullptr;
  disconnect();
  // WORKAROUND (6.4): a renderer process keeps the scripts of a frame by the address of the frame's object,
  // and forgets them only when it is told to. A window that the same process opens later often has that
  // address.
  scripts().clear();
  // A page whose process died prints no more.
  connect(this, &QWebEnginePage::renderProcessTerminated, this, [this] {
    prints_ = 0;
    deleteWhenUnused();
  });
  deleteWhenUnused();
}

// Qt WebEngine crashes when a page is deleted in a dialog of its own, or while it prints.
void Page::deleteWhenUnused() {
  whenIdle([this] {
    if (prints_ == 0) deleteWithoutFrames();
  });
}

// WORKAROUND (6.4): the engine keeps the address of each frame within a page that is deleted, and injects no
// script into a frame of another page that gets the same one. Frames that go before their page are forgotten.
void Page::deleteWithoutFrames() {
  if (!has_sub_frames_ || renderProcessPid() == 0) {
    deleteLater();
    return;
  }
  if (std::exchange(is_removing_frames_, true)) return;
  runJavaScript(
      QStringLiteral("for (const frame of document.querySelectorAll('iframe, frame')) frame.remove()"),
      kIsolatedWorld, [page = QPointer<Page>(this)](const QVariant&) {
        if (page) page->deleteLater();
      });
  // A process that is busy does not get to it.
  QTimer::singleShot(kLongestRemoval, this, [this] {
    FrameGuard::install(profile());
    deleteLater();
  });
}

void Page::print(const QPageLayout& layout,
                 const QPageRanges& ranges,
                 std::function<void(const QByteArray&)> done) {
  ++prints_;
  // Settings that were made just before reach the page in a turn of their own.
  QTimer::singleShot(0, this, [this, layout, ranges, done = std::move(done)] {
    const auto end = [page = QPointer<Page>(this), done](const QByteArray& bytes) {
      if (page && page->prints_ > 0 && --page->prints_ == 0 && page->retired_) page->deleteWhenUnused();
      done(bytes);
    };
    if (retired_) {
      end({});
    } else {
      printToPdf(end, layout, ranges);
    }
  });
}

bool Page::acceptNavigationRequest(const QUrl& url, NavigationType type, bool is_main_frame) {
  if (!is_main_frame) has_sub_frames_ = true;
  return delegate_ == nullptr || delegate_->onNavigationRequest(url, type, is_main_frame);
}

void Page::javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level,
                                    const QString& text,
                                    int line,
                                    const QString& source) {
  if (delegate_ != nullptr) delegate_->onConsoleMessage(level, text, line, source);
}

bool Page::showsDialog() const {
  return delegate_ != nullptr && delegate_->onDialog();
}

bool Page::javaScriptPrompt(const QUrl& origin,
                            const QString& message,
                            const QString& default_value,
                            QString* result) {
  if (message == link_.tag()) {
    if (default_value == PageLink::kWhose) {
      *result = QStringLiteral("yes");
      return true;
    }
    *result = answerSync(default_value);
    return true;
  }
  if (message == link_.frameTag()) {
    *result = answerFrame(default_value);
    return true;
  }
  if (const auto scripts = FrameGuard::answer(*this, message)) {
    *result = *scripts;
    return true;
  }
  // WORKAROUND (6.4): in a window that a page has opened, the engine runs scripts of other windows of that
  // process too, at times before the window's own. They ask whether they are where they belong.
  if (PageLink::isTag(message)) {
    *result = QStringLiteral("no");
    return default_value == PageLink::kWhose;
  }
  const DialogScope scope(this);
  return showsDialog() && QWebEnginePage::javaScriptPrompt(origin, message, default_value, result);
}

QString Page::answerSync(const QString& text) {
  const DialogScope scope(this);
  return link_.handleSync(text);
}

QString Page::answerFrame(const QString& text) {
  const DialogScope scope(this);
  return link_.handleFrame(text);
}

bool Page::javaScriptConfirm(const QUrl& origin, const QString& message) {
  const DialogScope scope(this);
  // WORKAROUND (6.4): beforeunload comes as a confirm, told only by its fixed text.
  if (message.startsWith(QLatin1String("Are you sure you want to leave this page?")) &&
      delegate_ != nullptr) {
    if (const auto answer = delegate_->onBeforeUnload()) return *answer;
  }
  return showsDialog() && QWebEnginePage::javaScriptConfirm(origin, message);
}

void Page::javaScriptAlert(const QUrl& origin, const QString& message) {
  const DialogScope scope(this);
  if (showsDialog()) QWebEnginePage::javaScriptAlert(origin, message);
}

QStringList Page::chooseFiles(FileSelectionMode mode, const QStringList&, const QStringList& accepted) {
  if (delegate_ == nullptr || choosing_ != nullptr) return {};
  const DialogScope scope(this);
  QEventLoop loop;
  choosing_ = &loop;
  const auto chosen = std::make_shared<std::optional<QStringList>>();
  delegate_->onChooseFiles(mode, accepted,
                           [chosen, loop = QPointer<QEventLoop>(&loop)](const QStringList& paths) {
                             *chosen = paths;
                             if (loop) loop->quit();
                           });
  if (!*chosen && delegate_ != nullptr) loop.exec();
  choosing_ = nullptr;
  if (*chosen) return **chosen;
  if (delegate_ != nullptr) delegate_->onFilesGivenUp();
  return {};
}

}  // namespace runtime
