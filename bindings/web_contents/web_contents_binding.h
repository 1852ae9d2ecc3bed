#pragma once

#include "bindings/glue/wrapped.h"
#include "runtime/web/asked_download.h"
#include "runtime/web/bulk_inbox.h"
#include "runtime/web/dev_tools.h"
#include "runtime/web/page.h"
#include "runtime/web/page_protocol.h"

#include <QPointer>
#include <QWebEngineCertificateError>
#include <QWebEngineClientCertificateSelection>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineView>
#include <map>
#include <memory>
#include <optional>

namespace runtime {
class BulkScheme;
}

class QAuthenticator;
class QEventLoop;
class QKeyEvent;
class QWebEngineContextMenuRequest;
class QWheelEvent;

namespace bindings {

// WebContents' native half: a page and what reaches it. Owns the page. By topic: web_contents_binding.cc has
// life and messages; web_contents_load.cc loading and history; web_contents_input.cc input;
// web_contents_view.cc devtools, capturing and searching; web_contents_paper.cc printing and saving;
// web_contents_trust.cc passwords and certificates; web_contents_questions.cc what the page asks for;
// web_contents_bulk.cc what travels beside messages.
class WebContentsBinding : public Wrapped, public runtime::PageDelegate {
 public:
  // `options`: partition, world, shimConfig (JSON), opener (a WebContents), and the page settings of
  // web-preferences.js.
  WebContentsBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~WebContentsBinding() override;

  // Null for a page that is no WebContents' (any more).
  static WebContentsBinding* of(QWebEnginePage* page);
  runtime::Page* page() const { return page_; }
  void setView(QWebEngineView* view);

  // `post` makes the request a POST. The URL as Qt WebEngine is going to report it.
  QUrl load(const QString& url, const std::vector<QString>& headers, const std::optional<QByteArray>& post);
  // A document with the URL and origin of `url`, which the engine does not ask for. False when it is longer
  // than `most`, in the engine's writing.
  bool setContent(const QUrl& url, const QString& type, const QByteArray& bytes, int most);
  // A header of all requests of the page; "" is the profile's.
  void setUserAgent(const QString& user_agent);
  QString getUserAgent() const;
  // Without the profile's.
  QString ownUserAgent() const { return user_agent_; }
  void download(const QUrl& url) { runtime::askForDownload(page_, url); }
  // Whether a load was held, of whose end the engine will not tell.
  bool stop();
  void holdLoads() { page_->holdLoads(); }
  void releaseLoads() { page_->releaseLoads(); }
  void reload(bool bypass_cache);
  void goBack();
  void goForward();
  void goToIndex(int index);
  bool canGoBack() const;
  bool canGoForward() const;
  v8::Local<v8::Value> history() const;
  void clearHistory();
  QUrl getUrl() const { return page_->url(); }
  QString getTitle() const { return page_->title(); }
  int getOSProcessId() const { return static_cast<int>(page_->processId()); }
  void destroy(bool has_frames);
  // To _onFullScreenRequest(), then or later.
  void answerFullScreen(bool granted);
  void requestClose();

  // Messages of the link; see lib/js/main/ipc-dispatch.js.
  // Gives PageLink::unread() after it.
  double send(const QString& text);
  void reply(const QString& text);
  double unread() const;
  void forgetUnread() { page_->link().forgetUnread(); }
  // Keeps ArrayBuffers and strings for the page to fetch. `<name>:<sizes>:`, as bulk-inbox.js reads it.
  QString keepBulk(const std::vector<v8::Local<v8::Value>>& parts);
  // The same parts, for a page that could not fetch them; undefined when they are gone.
  v8::Local<v8::Value> takeBulk(const QString& name);
  // All that is kept but what `waiting` names.
  void dropBulk(const std::vector<QString>& waiting);
  // The script of the page's workers with Node, which begins with `config` (JSON).
  QString workerSource(const QString& config) const;
  bool inSyncCall() const { return page_->inSyncCall(); }
  // Ends the wait for a synchronous answer that came late.
  void resumeSyncCall();
  // Runs a script in a world of the main frame, without an answer.
  void runScript(const QString& source, int world);
  // Runs a script and hands `callback` its result as text, or null.
  void runScriptWithResult(const QString& source, int world, v8::Local<v8::Object> callback);
  // The same, as JSON text of what Qt WebEngine makes of it.
  void evaluate(const QString& source, int world, v8::Local<v8::Object> callback);

  // A line of the DevTools protocol to the page itself, as its inspector: not while DevTools are open. Calls
  // _onProtocol(text).
  void openProtocol();
  void closeProtocol() { protocol_.reset(); }
  void sendProtocol(const QString& message);

  void openDevTools(v8::Local<v8::Object> contents, bool windowless, bool activate, const QString& title);
  void closeDevTools();
  bool isDevToolsFocused() const { return dev_tools_ && dev_tools_->isFocused(); }
  void setDevToolsTitle(const QString& title);
  void inspectElement();
  // {width, height, bitmap} of the rectangle, or of all when it is empty; nothing while the page is in no
  // window.
  v8::Local<v8::Value> capture(const QRect& rect);
  // Calls back with {matches, activeMatchOrdinal}.
  void findText(const QString& text, bool forward, bool match_case, v8::Local<v8::Object> callback);
  void stopFinding() { page_->findText({}); }
  // Calls back with the bytes, none when it failed.
  void printToPdf(v8::Local<v8::Object> options, v8::Local<v8::Object> callback);
  // `format` is a QWebEngineDownloadRequest::SavePageFormat. Calls back with whether it is written.
  void savePage(const QString& path, int format, v8::Local<v8::Object> callback);
  // Drags files out of the page. Returns before the user has let them go.
  void startDrag(const std::vector<QString>& files, const QByteArray& icon);
  // What _onCertificateError and _onSelectClientCertificate were told of, by its number.
  void answerCertificate(int id, bool accept);
  void answerClientCertificate(int id, int index);  // below 0: none
  void setPublicInterfacesOnly(bool on);
  // While it is on, the next context menu is told as _onHit: it is the runtime's own.
  void expectHit(bool on) { expects_hit_ = on; }
  void replaceMisspelling(const QString& text) { page_->replaceMisspelledWord(text); }
  // Lets the keys that the page does not use go past the window's menu.
  void setIgnoreMenuShortcuts(bool on) { ignores_shortcuts_ = on; }
  // Runs a script at the start of each document to come, in the main world. One a name.
  void setStartScript(const QString& name, const QString& source);
  void setZoomFactor(double factor) { page_->setZoomFactor(factor); }
  double getZoomFactor() const { return page_->zoomFactor(); }
  void setAudioMuted(bool muted) { page_->setAudioMuted(muted); }
  bool isAudioMuted() const { return page_->isAudioMuted(); }
  bool isCurrentlyAudible() const { return page_->recentlyAudible(); }
  // What _onChooseFiles asked for.
  void answerFiles(const std::vector<QString>& paths);
  void triggerAction(const QString& name);
  void focus();
  bool isFocused() const;
  void setBackgroundThrottling(bool on);
  // Lets a page in a hidden window draw, for a picture.
  void drawHidden(bool on);

  // Of the selection or the caret, in the page's frame that has the keyboard; null when there is none.
  v8::Local<v8::Value> selectionRect() const;
  void sendMouseEvent(const QString& type,
                      const QPoint& position,
                      const QString& button,
                      int click_count,
                      int modifiers);
  void sendWheelEvent(const QPoint& position, const QPoint& delta, int modifiers);
  void sendKeyEvent(bool down, int key, const QString& text, int modifiers, bool auto_repeat);
  void typeText(const QString& text);

  void onMessage(const QString& text) override;
  void onBulkMessage(const QString& text, std::vector<runtime::BulkPart> parts, const QString& rest) override;
  QString onSyncMessage(const QString& text) override;
  QString onFrameMessage(const QString& text) override;
  bool onNavigationRequest(const QUrl& url, int type, bool is_main_frame) override;
  void onConsoleMessage(int level, const QString& text, int line, const QString& source) override;
  void onNewWindow(QWebEngineNewWindowRequest& request) override;
  std::optional<bool> onBeforeUnload() override;
  bool onDialog() override;
  void onChooseFiles(int mode,
                     const QStringList& accepted,
                     std::function<void(const QStringList&)> answer) override;
  void onFilesGivenUp() override;

 private:
  class InputFilter;

  void connectPage();
  runtime::BulkScheme& bulkScheme() const;
  void onLoading(const QWebEngineLoadingInfo& info);
  bool onKey(const QKeyEvent& event);
  void onWheel(const QWheelEvent& event);
  void onCursorChange(const QObject* target);
  void onContextMenu(const QWebEngineContextMenuRequest& request);
  void connectTrust();
  void onLogin(const QUrl& url, QAuthenticator* authenticator, const QString& proxy_host);
  void onCertificateError(QWebEngineCertificateError error);
  void onSelectClientCertificate(QWebEngineClientCertificateSelection selection);
  void forgetView();
  QWidget* inputTarget() const;
  // Runs a nested event loop when the page asks for an answer that is late.
  QString answerPage(const char* method, const QString& text);
  void waitForSyncAnswer();
  // Answers the pages that wait for themselves with an error.
  void findDeadlocks();

  runtime::Page* page_;
  QPointer<QWebEngineView> view_;
  QPointer<InputFilter> filter_;
  QString user_agent_;
  QString partition_;
  std::unique_ptr<runtime::DevTools> dev_tools_;
  std::map<int, QWebEngineCertificateError> certificate_errors_;
  std::map<int, QWebEngineClientCertificateSelection> certificate_selections_;
  int last_question_ = 0;
  bool expects_hit_ = false;
  bool ignores_shortcuts_ = false;
  std::unique_ptr<runtime::PageProtocol> protocol_;
  int sync_waits_ = 0;  // how often the page has asked for its late answer
  std::function<void(const QStringList&)> files_answer_;
  std::optional<QWebEngineFullScreenRequest> full_screen_request_;
  bool is_full_screen_ = false;
  QEventLoop* waiting_ = nullptr;  // on the stack of waitForSyncAnswer
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

void initializeWebContents(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
