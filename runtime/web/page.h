#pragma once

#include "runtime/web/page_link.h"

#include <QWebEnginePage>
#include <functional>
#include <optional>
#include <utility>

class QEventLoop;
class QPageLayout;
class QPageRanges;

namespace runtime {

// The worlds of a page that the runtime uses.
enum World : quint32 { kMainWorld = 0, kIsolatedWorld = 1 };

// What a page reports to the one that made it. All calls come on the GUI thread, from inside Qt WebEngine:
// the page must not be deleted in them (Page::retire is safe).
class PageDelegate {
 public:
  virtual ~PageDelegate() = default;
  virtual void onMessage(const QString& text) = 0;
  // A message and what came beside it, see BulkInbox.
  virtual void onBulkMessage(const QString& text, std::vector<BulkPart> parts, const QString& rest) = 0;
  // The answer's text; may run a nested event loop.
  virtual QString onSyncMessage(const QString& text) = 0;
  // The same for a text of a sub-frame; see PageLink::handleFrame.
  virtual QString onFrameMessage(const QString& text) = 0;
  // False denies the navigation.
  virtual bool onNavigationRequest(const QUrl& url, int type, bool is_main_frame) = 0;
  virtual void onConsoleMessage(int level, const QString& text, int line, const QString& source) = 0;
  // The page for a new window, or null to deny it.
  virtual void onNewWindow(QWebEngineNewWindowRequest& request) = 0;
  // A dialog of the page's own. `accepted` is the user's answer; nullopt shows Qt's dialog.
  virtual std::optional<bool> onBeforeUnload() = 0;
  // alert(), confirm() or prompt() of the page's own: false answers it unseen, as if it were dismissed.
  virtual bool onDialog() = 0;
  // An <input type=file>: `mode` is a QWebEnginePage::FileSelectionMode, `accepted` are media types and
  // extensions. `answer` takes the paths that the user chose, none when he closed the dialog; may be called
  // at once.
  virtual void onChooseFiles(int mode,
                             const QStringList& accepted,
                             std::function<void(const QStringList&)> answer) = 0;
  // The page goes on without an answer.
  virtual void onFilesGivenUp() = 0;
};

struct ShimSettings {
  // The text of the shim (see lib/js/renderer) and its world; an empty text injects nothing.
  QString source;
  // What stands for the shim in the main world when its own world is another one; may be empty.
  QString relay;
  World world = kMainWorld;
  // What runs in sub-frames, in the shim's world: the shim itself and its relay, or what only reports the
  // frame.
  bool sub_frames = false;
  QString frame_agent;
};

// One web page: a renderer process of its own. Owned by its WebContents binding, which ends it with retire().
class Page : public QWebEnginePage {
 public:
  Page(QWebEngineProfile* profile, PageDelegate* delegate);

  // Gives a page that was made without a delegate its own, before its first load.
  void adopt(PageDelegate* delegate);
  // 0 while there is none. One that was there ahead does not show before something is loaded into it.
  qint64 processId() const { return is_fresh_ ? 0 : renderProcessPid(); }
  // Before the first load, once.
  void installShim(const ShimSettings& settings);
  PageLink& link() { return link_; }
  // Null once it is retired.
  PageDelegate* delegate() const { return delegate_; }

  // True while the page waits in a synchronous call. Closing, destroying and loading must wait until it is
  // over: whenIdle() runs `task` at once or then.
  bool inSyncCall() const { return sync_depth_ > 0; }
  void whenIdle(std::function<void()> task);
  // Documents to come wait until each hold is released. Of the loads that wait the last one counts.
  void holdLoads() { ++load_holds_; }
  void releaseLoads();
  // Runs `load` at once, or when it may.
  void startLoad(std::function<void()> load);
  // Whether there was one that waits.
  bool dropHeldLoad() { return std::exchange(held_load_, nullptr) != nullptr; }
  // Runs `loop` while Qt WebEngine waits for an answer about this page, as if the page were in a dialog.
  void waitIn(QEventLoop& loop);

  // QWebEnginePage::printToPdf for a page that may be retired meanwhile.
  void print(const QPageLayout& layout,
             const QPageRanges& ranges,
             std::function<void(const QByteArray&)> done);

  // The answer to a synchronous message of this page.
  QString answerSync(const QString& text);
  QString answerFrame(const QString& text);

  // Cuts the delegate off and deletes the page as soon as nothing of it is on the stack.
  void retire();
  // There are frames within the page that it was not asked for: they hold no URL, or none of a request.
  void noteSubFrames() { has_sub_frames_ = true; }

 protected:
  bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool is_main_frame) override;
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel level,
                                const QString& text,
                                int line,
                                const QString& source) override;
  bool javaScriptPrompt(const QUrl& origin,
                        const QString& message,
                        const QString& default_value,
                        QString* result) override;
  bool javaScriptConfirm(const QUrl& origin, const QString& message) override;
  void javaScriptAlert(const QUrl& origin, const QString& message) override;
  // Waits in an event loop, as Qt's contract has it; called from none of Chromium's tasks.
  QStringList chooseFiles(FileSelectionMode mode,
                          const QStringList& old_files,
                          const QStringList& accepted) override;

 private:
  class DialogScope;
  void leaveDialog();
  void deleteWhenUnused();
  void deleteWithoutFrames();
  bool showsDialog() const;

  PageDelegate* delegate_;
  PageLink link_;
  int sync_depth_ = 0;
  int prints_ = 0;
  bool retired_ = false;
  bool has_sub_frames_ = false;
  bool is_removing_frames_ = false;
  bool is_fresh_ = false;
  std::vector<std::function<void()>> idle_tasks_;
  int load_holds_ = 0;
  std::function<void()> held_load_;
  QEventLoop* choosing_ = nullptr;  // on the stack of chooseFiles
};

}  // namespace runtime
