#include "bindings/glue/js_error.h"
#include "bindings/web_contents/picture.h"
#include "bindings/web_contents/web_contents_binding.h"

#include <QPixmap>
#include <QQuickWidget>
#include <QWebEngineFindTextResult>
#include <map>

namespace bindings {
namespace {

// What Qt draws after all other widgets, a page that is not opaque, it leaves out of its own pictures. One
// that is not shown it draws as it was some time ago, unless it is asked for the page alone; and that it has
// only once it was asked for a picture of its widget.
QImage grabView(QWebEngineView& view, const QRect& area) {
  auto* page = view.findChild<QQuickWidget*>();
  const bool is_alone =
      page != nullptr && (!view.isVisible() || page->testAttribute(Qt::WA_AlwaysStackOnTop));
  if (!is_alone) return view.grab(area).toImage();
  QImage picture = page->grabFramebuffer();
  if (picture.isNull()) {
    page->grab();
    picture = page->grabFramebuffer();
  }
  const double scale = picture.devicePixelRatio();
  return picture.copy(QRect(area.topLeft() * scale, area.size() * scale));
}

}  // namespace

void WebContentsBinding::openDevTools(v8::Local<v8::Object> contents,
                                      bool windowless,
                                      bool activate,
                                      const QString& title) {
  auto* tools = dynamic_cast<WebContentsBinding*>(unwrap(contents));
  if (tools == nullptr || tools == this) throw JsError("The DevTools need a page of their own");
  protocol_.reset();
  if (!dev_tools_) {
    dev_tools_ =
        std::make_unique<runtime::DevTools>([this](const char* event) { callMethod("_onDevTools", event); });
  }
  dev_tools_->open(page_, tools->page_, windowless, activate, title);
  if (!windowless) tools->setView(dev_tools_->view());
}

void WebContentsBinding::openProtocol() {
  if (protocol_ || (dev_tools_ && dev_tools_->isOpen())) return;
  protocol_ = std::make_unique<runtime::PageProtocol>(
      page_, [this](const QString& message) { callMethod("_onProtocol", message); });
}

void WebContentsBinding::sendProtocol(const QString& message) {
  if (protocol_) protocol_->send(message);
}

void WebContentsBinding::closeDevTools() {
  if (!dev_tools_) return;
  dev_tools_->close();
}

void WebContentsBinding::setDevToolsTitle(const QString& title) {
  if (dev_tools_) dev_tools_->setTitle(title);
}

void WebContentsBinding::inspectElement() {
  // Qt WebEngine inspects what the last context menu was opened on.
  page_->triggerAction(QWebEnginePage::InspectElement);
}

v8::Local<v8::Value> WebContentsBinding::capture(const QRect& rect) {
  v8::Isolate* isolate = context_.node.isolate();
  const QRect whole = view_ ? QRect(QPoint(), view_->parentWidget() != nullptr
                                                  ? view_->size().boundedTo(view_->parentWidget()->size())
                                                  : view_->size())
                            : QRect();
  const QRect area = rect.isEmpty() ? whole : rect.intersected(whole);
  if (area.isEmpty()) return v8::Null(isolate);
  return writePicture(isolate, grabView(*view_, area)).object();
}

void WebContentsBinding::findText(const QString& text,
                                  bool forward,
                                  bool match_case,
                                  v8::Local<v8::Object> callback) {
  const JsCallback answer(context_.node, callback.As<v8::Function>());
  QWebEnginePage::FindFlags flags;
  flags.setFlag(QWebEnginePage::FindBackward, !forward);
  flags.setFlag(QWebEnginePage::FindCaseSensitively, match_case);
  page_->findText(text, flags, [answer](const QWebEngineFindTextResult& result) {
    answer(result.numberOfMatches(), result.activeMatch());
  });
}

void WebContentsBinding::triggerAction(const QString& name) {
  using Action = QWebEnginePage::WebAction;
  static const std::map<QString, Action> kActions = {
      {QStringLiteral("undo"), Action::Undo},
      {QStringLiteral("redo"), Action::Redo},
      {QStringLiteral("cut"), Action::Cut},
      {QStringLiteral("copy"), Action::Copy},
      {QStringLiteral("paste"), Action::Paste},
      {QStringLiteral("pasteAndMatchStyle"), Action::PasteAndMatchStyle},
      {QStringLiteral("selectAll"), Action::SelectAll},
      {QStringLiteral("unselect"), Action::Unselect},
      {QStringLiteral("save"), Action::SavePage},
      {QStringLiteral("copyImage"), Action::CopyImageToClipboard},
  };
  const auto found = kActions.find(name);
  if (found == kActions.end()) throw JsError("No such action: " + name.toStdString());
  page_->triggerAction(found->second);
}

void WebContentsBinding::onChooseFiles(int mode,
                                       const QStringList& accepted,
                                       std::function<void(const QStringList&)> answer) {
  files_answer_ = std::move(answer);
  callMethod("_onChooseFiles", mode, std::vector<QString>(accepted.begin(), accepted.end()));
}

void WebContentsBinding::onFilesGivenUp() {
  files_answer_ = nullptr;
  callMethod("_onFilesGivenUp");
}

void WebContentsBinding::answerFiles(const std::vector<QString>& paths) {
  if (const auto answer = std::exchange(files_answer_, nullptr)) answer({paths.begin(), paths.end()});
}

void WebContentsBinding::focus() {
  if (!view_) return;
  view_->window()->activateWindow();
  view_->setFocus();
}

bool WebContentsBinding::isFocused() const {
  return view_ && view_->window()->isActiveWindow() && view_->hasFocus();
}

void WebContentsBinding::drawHidden(bool on) {
  if (!view_) return;
  // Chromium draws a page that is not on a screen when its size changes only.
  view_->resize(view_->width(), view_->height() + (on ? 1 : -1));
  page_->setVisible(on);
}

void WebContentsBinding::setBackgroundThrottling(bool on) {
  // A page that Qt believes to be visible runs timers and animation frames in full, shown or not.
  page_->setVisible(!on || (view_ && view_->isVisible()));
}

}  // namespace bindings
