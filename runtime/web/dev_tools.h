#pragma once

#include <QPointer>
#include <QString>
#include <QWebEngineView>
#include <functional>

namespace runtime {

// The DevTools of one page: a second page that shows the inspector, in a window of its own or wherever the
// app has put it. Owned by the inspected page's WebContents binding, which ends it first. Either page may go
// at any time.
class DevTools {
 public:
  // Reports "closed" when the user closes the window, and "focused".
  using Listener = std::function<void(const char* event)>;

  explicit DevTools(Listener listener);
  ~DevTools();
  DevTools(const DevTools&) = delete;
  DevTools& operator=(const DevTools&) = delete;

  void open(QWebEnginePage* inspected,
            QWebEnginePage* tools,
            bool windowless,
            bool activate,
            const QString& title);
  void close();
  bool isOpen() const { return tools_ != nullptr; }
  bool isFocused() const;
  void setTitle(const QString& title);
  QWebEngineView* view() const;

 private:
  class Window;

  Listener listener_;
  QPointer<QWebEnginePage> tools_;
  QPointer<Window> window_;
};

}  // namespace runtime
