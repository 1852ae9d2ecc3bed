#pragma once

#include <QString>
#include <QWebEngineView>
#include <functional>
#include <memory>

namespace runtime {

// The DevTools of one page in a window of their own. Owned by the page's WebContents binding, which ends it first.
class DevTools {
 public:
  // Reports "opened", "closed" and "focused".
  using Listener = std::function<void(const char* event)>;

  DevTools(QWebEnginePage* page, Listener listener);
  ~DevTools();
  DevTools(const DevTools&) = delete;
  DevTools& operator=(const DevTools&) = delete;

  // `mode`: Electron's; every one but "undocked" and "detach" would dock, which shows a window here too.
  void open(const QString& mode, bool activate, const QString& title);
  void close();
  bool isOpen() const { return window_ != nullptr; }
  bool isFocused() const;

 private:
  class Window;

  QWebEnginePage* page_;
  Listener listener_;
  Window* window_ = nullptr;
};

}  // namespace runtime
