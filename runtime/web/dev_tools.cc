#include "runtime/web/dev_tools.h"

#include <QCloseEvent>
#include <QPointer>

namespace runtime {

class DevTools::Window : public QWebEngineView {
 public:
  Window(QWebEnginePage* inspected, DevTools* owner) : owner_(owner) {
    setAttribute(Qt::WA_QuitOnClose, false);
    auto* page = new QWebEnginePage(inspected->profile(), this);
    setPage(page);
    page->setInspectedPage(inspected);
    connect(page, &QWebEnginePage::windowCloseRequested, this, [this] { this->close(); });
    resize(900, 600);
  }

  // Its page goes first: it refers to the inspected one.
  void retire() {
    owner_ = nullptr;
    page()->setInspectedPage(nullptr);
    hide();
    deleteLater();
  }

 protected:
  void closeEvent(QCloseEvent* event) override {
    event->ignore();
    if (owner_ != nullptr) owner_->close();
  }

 private:
  DevTools* owner_;
};

DevTools::DevTools(QWebEnginePage* page, Listener listener) : page_(page), listener_(std::move(listener)) {}

DevTools::~DevTools() {
  if (window_ != nullptr) window_->retire();
}

void DevTools::open(const QString&, bool activate, const QString& title) {
  const bool was_open = isOpen();
  if (!was_open) window_ = new Window(page_, this);
  if (!title.isEmpty()) window_->setWindowTitle(title);
  window_->setAttribute(Qt::WA_ShowWithoutActivating, !activate);
  window_->show();
  if (activate) window_->activateWindow();
  if (!was_open) listener_("opened");
}

void DevTools::close() {
  if (window_ == nullptr) return;
  std::exchange(window_, nullptr)->retire();
  listener_("closed");
}

bool DevTools::isFocused() const {
  return window_ != nullptr && window_->isActiveWindow();
}

}  // namespace runtime
