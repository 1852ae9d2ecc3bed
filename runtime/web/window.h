#pragma once

#include <QColor>
#include <QIcon>
#include <QPointer>
#include <QWebEngineView>
#include <QWidget>
#include <optional>

namespace runtime {

class Page;

// Constructor options of a window, as validated in lib/js/main/api/browser-window.js. Sizes in device independent pixels.
struct WindowOptions {
  std::optional<int> x;
  std::optional<int> y;
  int width = 800;
  int height = 600;
  bool use_content_size = false;
  bool center = false;
  int min_width = 0;
  int min_height = 0;
  int max_width = 0;  // 0: no limit
  int max_height = 0;
  bool resizable = true;
  bool movable = true;
  bool minimizable = true;
  bool maximizable = true;
  bool closable = true;
  bool focusable = true;
  bool always_on_top = false;
  bool skip_taskbar = false;
  bool frame = true;
  bool modal = false;
  bool transparent = false;
  QString title;
  QString icon;
  QColor background_color = Qt::white;
};

// What a window reports. GUI thread.
class WindowDelegate {
 public:
  virtual ~WindowDelegate() = default;
  // The user or the window manager asks to close; the window itself never closes by that alone.
  virtual void onCloseRequest() = 0;
  // show hide focus blur minimize restore maximize unmaximize enter-full-screen leave-full-screen resize move
  virtual void onWindowEvent(const char* name) = 0;
};

// A top-level widget with one page in it. Owned by its BrowserWindow binding, ended with retire().
class Window : public QWidget {
 public:
  Window(const WindowOptions& options, Page* page, Window* parent, WindowDelegate* delegate);

  void present(bool activate);
  void retire();

  // The frame's size when the system knows it, else the window's: what Electron calls bounds and content bounds.
  QRect bounds() const;
  void setBounds(const QRect& bounds);
  QRect contentBounds() const;
  void setContentBounds(const QRect& bounds);

  bool isMaximizedNow() const;
  void maximize();
  void unmaximize();
  void minimize();
  void restoreState();
  void setFullScreen(bool on);

  void setSizeLimits(QSize minimum, QSize maximum);
  void setResizable(bool on);
  bool isResizable() const { return resizable_; }
  // One of Qt's window flags, live.
  void setFlag(Qt::WindowType flag, bool on);
  bool hasFlag(Qt::WindowType flag) const { return windowFlags().testFlag(flag); }

  QWebEngineView& view() { return *view_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void moveEvent(QMoveEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void report(const char* name);
  void applySizeLimits();

  WindowDelegate* delegate_;
  QWebEngineView* view_;
  QSize minimum_;
  QSize maximum_;
  bool resizable_ = true;
  bool active_ = false;
  bool retired_ = false;
  Qt::WindowStates last_states_;
};

}  // namespace runtime
