#pragma once

#include "runtime/web/window_hints.h"

#include <QColor>
#include <QElapsedTimer>
#include <QIcon>
#include <QPointer>
#include <QTimer>
#include <QWebEngineView>
#include <QWidget>
#include <memory>
#include <optional>

namespace runtime {

class Page;
class WindowMouse;

// Constructor options of a window, as validated in lib/js/main/api/browser-window-options.js. Sizes in device
// independent pixels.
struct WindowOptions {
  std::optional<int> x;  // centred unless both are given
  std::optional<int> y;
  int width = 800;
  int height = 600;
  int min_width = 0;
  int min_height = 0;
  int max_width = 0;  // 0: no limit
  int max_height = 0;
  bool resizable = true;
  bool focusable = true;
  bool fullscreenable = true;
  bool always_on_top = false;
  bool frame = true;
  bool modal = false;
  bool transparent = false;
  bool paint_when_initially_hidden = true;
  bool skip_taskbar = false;
  bool dark_theme = false;
  QString type;  // of WindowHints::setType; empty: a normal window
  QString title;
  QColor background_color = Qt::white;
};

// What a window is for its user; one at a time, as Electron tells it.
enum class WindowState { kNormal, kMinimized, kMaximized, kFullScreen };

// What a window reports. GUI thread.
class WindowDelegate {
 public:
  virtual ~WindowDelegate() = default;
  // The user or the window manager asks to close; the window itself never closes by that alone.
  virtual void onCloseRequest() = 0;
  // minimize restore maximize unmaximize enter-full-screen leave-full-screen resize move resized moved
  virtual void onWindowEvent(const char* name) = 0;
  // The window got or lost the keyboard.
  virtual void onFocusChange(bool focused) = 0;
  // browser-backward browser-forward
  virtual void onAppCommand(const char* name) = 0;
};

// A top-level widget with one page in it. Owned by its BrowserWindow binding, ended with retire(). By topic:
// window.cc has life and flags; window_geometry.cc place and size limits; window_state.cc maximized, full
// screen and the like; window_focus.cc the keyboard.
//
// Qt answers a request for a state at once and the system later, perhaps otherwise. state(), bounds() and
// isFocusedNow() are what was reported, so that they never disagree with the events.
class Window : public QWidget {
 public:
  Window(const WindowOptions& options, Page* page, Window* parent, WindowDelegate* delegate);
  ~Window() override;

  void present(bool activate);
  void conceal();
  bool isShown() const { return isVisible() && state_ != WindowState::kMinimized; }
  // The delegate hears nothing any more. The window goes as soon as its page is in no synchronous call.
  void retire();
  void setParentWindow(Window* parent);

  // The rectangle inside the window manager's frame: what Electron calls bounds.
  QRect bounds() const { return expected_.value_or(actualGeometry()); }
  // Of the bounds, what the menu bar takes.
  int barHeight() const;
  QRect normalBounds() const { return isNormalNow() ? bounds() : normal_; }
  // Within the size limits.
  void setBounds(const QRect& bounds);
  void center();
  QSize minimumLimit() const { return resizable_ ? minimum_ : bounds().size(); }
  QSize maximumLimit() const { return resizable_ ? maximum_ : bounds().size(); }
  // They hold from the next change of size on.
  void setSizeLimits(QSize minimum, QSize maximum);
  void setResizable(bool on);
  bool isResizable() const { return resizable_; }

  WindowState state() const { return state_; }
  void maximize();
  void unmaximize();
  void minimize();
  void restore();
  // Reported before it returns.
  void setFullScreen(bool on);
  void setFullScreenable(bool on) { fullscreenable_ = on; }
  bool isFullScreenable() const { return fullscreenable_; }

  void focusNow();
  void giveUpFocus();
  // The page hears of no keys any more, the window keeps them.
  void blurPage();
  bool isFocusedNow() const { return focused_; }

  // One of Qt's window flags, live.
  void setFlag(Qt::WindowType flag, bool on);
  bool hasFlag(Qt::WindowType flag) const { return windowFlags().testFlag(flag); }

  // Behind what the page leaves transparent. Only a window that was made transparent lets through what lies
  // behind itself.
  void setBackground(const QColor& color);

  QWebEngineView& view() { return *view_; }
  // A view above the page takes part in what the window does with its mouse.
  void addView(QWebEngineView* view);
  WindowHints& hints() { return *hints_; }

  // Whether the user resizes it without a frame.
  bool resizesAtEdges() const;
  // The user drags it, with the left button down.
  void startMove();
  void tellAppCommand(const char* name);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void moveEvent(QMoveEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void report(const char* name);
  // A queued call of `method`, once however often it is asked for.
  void later(bool& pending, void (Window::*method)());

  // A widget hears of its new size before it hears of its new place; its native window knows both.
  QRect actualGeometry() const;
  void noticeUser(const QEvent& event);
  QSize withinLimits(QSize size) const;
  void applyGeometry(const QRect& bounds);
  void applySizeLimits();
  void geometryChanged();
  void reportGeometry();
  void expect(const QRect& bounds);

  // What the window manager does; where there is none, what it would do.
  void requestState(Qt::WindowStates states);
  void syncState();
  void insist();
  // Neither reported nor requested to be anything else.
  bool isNormalNow() const;
  bool wantsFocus() const;
  void syncFocus();
  void refocusPage();

  WindowDelegate* delegate_;
  QPointer<Page> page_;
  QWebEngineView* view_;
  std::unique_ptr<WindowMouse> mouse_;
  std::optional<WindowHints> hints_;
  bool frame_ = true;
  QColor background_;

  QSize minimum_;
  QSize maximum_;
  bool resizable_ = true;
  bool changing_geometry_ = false;
  bool geometry_pending_ = false;
  QRect reported_;                 // the bounds that were last reported
  QRect normal_;                   // the bounds to come back to
  bool normal_wished_ = false;     // normal_ was set while it did not apply
  std::optional<QRect> expected_;  // what the system is going to grant, until expectation_ runs out
  QTimer expectation_;
  QTimer settled_;  // runs out when the user has stopped moving or resizing
  QRect unsettled_;
  QElapsedTimer since_state_;  // since it was shown or changed its state: the window manager places it then

  WindowState state_ = WindowState::kNormal;
  WindowState wished_ = WindowState::kNormal;
  QTimer wish_;  // runs out when the system had the time to grant it
  bool insisted_ = false;
  bool was_shown_ = false;
  bool fullscreenable_ = true;
  bool state_pending_ = false;

  bool wants_focus_ = false;
  bool focused_ = false;
  bool focus_pending_ = false;
  bool page_focus_pending_ = false;

  bool retired_ = false;
};

}  // namespace runtime
