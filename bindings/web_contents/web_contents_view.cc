#include "bindings/glue/js_error.h"
#include "bindings/web_contents/web_contents_binding.h"

#include <QBuffer>
#include <QPixmap>
#include <map>

namespace bindings {

void WebContentsBinding::openDevTools(const QString& mode, bool activate, const QString& title) {
  if (!dev_tools_) {
    dev_tools_ = std::make_unique<runtime::DevTools>(page_, [this](const char* event) {
      callMethod("_onDevTools", event);
    });
  }
  dev_tools_->open(mode, activate, title);
}

void WebContentsBinding::closeDevTools() {
  if (dev_tools_) dev_tools_->close();
}

void WebContentsBinding::inspectElement(int, int) {
  // Qt WebEngine inspects what the last context menu was opened on.
  page_->triggerAction(QWebEnginePage::InspectElement);
}

v8::Local<v8::Value> WebContentsBinding::capture(const QRect& rect) {
  if (!view_) throw JsError("This page is in no window");
  const QRect area = rect.isEmpty() ? view_->rect() : rect.intersected(view_->rect());
  const QPixmap picture = view_->grab(area);
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  return ObjectWriter(context_.node.isolate())
      .write("width", area.width())
      .write("height", area.height())
      .write("png", png)
      .object();
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
  };
  page_->triggerAction(kActions.at(name));
}

void WebContentsBinding::focus() {
  if (!view_) return;
  view_->window()->activateWindow();
  view_->setFocus();
}

bool WebContentsBinding::isFocused() const {
  return view_ && view_->window()->isActiveWindow() && view_->hasFocus();
}

void WebContentsBinding::setBackgroundThrottling(bool on) {
  // A page that Qt believes to be visible runs timers and animation frames in full, shown or not.
  page_->setVisible(!on || (view_ && view_->isVisible()));
}

}  // namespace bindings
