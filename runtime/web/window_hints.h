#pragma once

#include <QString>

class QWindow;

namespace runtime {

// What a window asks of an X server's window manager beyond what Qt asks for it. It is kept here, and told
// again when the window is shown: window managers forget what they knew of a window that is hidden. Where
// there is no X server nobody is told. Owned by its Window.
class WindowHints {
 public:
  explicit WindowHints(QWindow* window) : window_(window) {}

  // What kind of a window it is: desktop dock toolbar splash notification utility …, as in the names of
  // _NET_WM_WINDOW_TYPE.
  void setType(const QString& type);
  // Neither in taskbars nor in their kin.
  void setSkipTaskbar(bool on);
  void setOnAllDesktops(bool on);
  bool isOnAllDesktops() const { return on_all_desktops_; }
  // Asks for the user's attention, for as long as it is set.
  void setUrgent(bool on);
  // Width : height of the window for a user who resizes it; 0: any.
  void setAspectRatio(double ratio);
  // Whether compositors that ask windows draw a shadow around it.
  void setShadow(bool on);
  // A dark title bar where the window manager draws GTK's.
  void setDarkFrame();
  // The menu of the window manager for this window, at a place of the screen; not every window manager has
  // one.
  void showSystemMenu(int x, int y);

  // Qt is about to show the window, has shown it, has hidden it. A window manager may get to know that it was
  // hidden after the first of these.
  void beforeMapped();
  void afterMapped();
  void afterUnmapped() { mapped_ = false; }
  // Qt writes the type anew with each of its flags.
  void applyType();
  // Qt writes the size limits anew whenever they, or the window's size, change.
  void applyAspectRatio();

 private:
  void applyTaskbar();
  void applyDesktop();

  QWindow* window_;
  bool mapped_ = false;
  QString type_;
  bool skip_taskbar_ = false;
  bool on_all_desktops_ = false;
  double aspect_ratio_ = 0;
  bool has_aspect_ratio_ = false;  // or had one, which the server may still know
};

}  // namespace runtime
