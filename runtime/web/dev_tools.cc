#include "runtime/web/dev_tools.h"

#include <QCloseEvent>
#include <QWebEnginePage>

namespace runtime {

class DevTools::Window : public QWebEngineView {
 public:
  Window(QWebEnginePage* tools, DevTools* owner) : owner_(owner) {
    setAttribute(Qt::WA_QuitOnClose, false);
    setPage(tools);
    resize(900, 600);
  }

  void retire() {
    owner_ = nullptr;
    hide();
    setPage(nullptr);
    deleteLater();
  }

 protected:
  void closeEvent(QCloseEvent* event) override {
    event->ignore();
    if (owner_ != nullptr) owner_->listener_("closed");
  }

  void changeEvent(QEvent* event) override {
    QWebEngineView::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && owner_ != nullptr)
      owner_->listener_("focused");
  }

 private:
  DevTools* owner_;
};

DevTools::DevTools(Listener listener) : listener_(std::move(listener)) {}

DevTools::~DevTools() {
  close();
}

void DevTools::open(QWebEnginePage* inspected,
                    QWebEnginePage* tools,
                    bool windowless,
                    bool activate,
                    const QString& title) {
  if (tools_ != tools) {
    close();
    tools_ = tools;
    tools->setInspectedPage(inspected);
  }
  if (windowless) return;
  if (!window_) window_ = new Window(tools, this);
  window_->setWindowTitle(title);
  window_->setAttribute(Qt::WA_ShowWithoutActivating, !activate);
  window_->show();
  if (!activate) return;
  window_->raise();
  window_->activateWindow();
}

void DevTools::close() {
  if (window_) std::exchange(window_, nullptr)->retire();
  // The inspector refers to the inspected page: it lets go first.
  if (tools_) std::exchange(tools_, nullptr)->setInspectedPage(nullptr);
}

bool DevTools::isFocused() const {
  return window_ && window_->isActiveWindow();
}

void DevTools::setTitle(const QString& title) {
  if (window_) window_->setWindowTitle(title);
}

QWebEngineView* DevTools::view() const {
  return window_;
}

}  // namespace runtime
