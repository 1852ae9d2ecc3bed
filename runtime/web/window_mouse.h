#pragma once

#include <QObject>
#include <QPointer>
#include <Qt>

class QMouseEvent;
class QWidget;

namespace runtime {

class Window;

// Sees the mouse before the pages of a window do: a window without a frame is resized at its edges, and the
// buttons that go back and forward are commands to the app as well. Owned by its Window.
class WindowMouse : public QObject {
 public:
  explicit WindowMouse(Window* window);
  ~WindowMouse() override;

  // The widgets that Qt WebEngine draws a page on come and go as children of `view`.
  void watch(QWidget* view);
  // Lets the window manager move the window along with the mouse, whose left button is down; false when it
  // cannot.
  bool startMove();

 protected:
  bool eventFilter(QObject* target, QEvent* event) override;

 private:
  Qt::Edges edgesAt(const QMouseEvent& event) const;
  void showCursor(Qt::Edges edges);
  bool onPress(const QMouseEvent& event);

  Window* window_;
  QPointer<QWidget> pressed_;  // where the last button went down
  Qt::Edges shown_;            // the edges whose cursor is shown
};

}  // namespace runtime
