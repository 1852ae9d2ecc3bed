#pragma once

#include "bindings/glue/wrapped.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QObject>
#include <QPointer>
#include <map>
#include <vector>

class QActionGroup;

namespace bindings {

// A menu as it is shown: one popup, or the bar of one window. Made of what lib/js/main/api/menu-view.js tells
// of a Menu, and destroyed when it is not shown any more.
class MenuBinding : public Wrapped {
 public:
  // `options`: items, and window (a BrowserWindow); see Item in the .cc
  MenuBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~MenuBinding() override;

  // At a point of the window's content; without one at the mouse. `item` is the id of what shall be under it,
  // or 0. Opens no event loop: _onHide tells the end.
  void popup(const std::optional<QPoint>& position, int item);
  void close();
  // Shows the menu as the window's bar; its accelerators hold in that window, also while the bar is hidden.
  void attachBar(bool visible);
  void setBarVisible(bool visible);
  // label, enabled, visible, checked: what is given changes.
  void update(int id, v8::Local<v8::Object> state);
  void destroy();

 private:
  void fill(QMenu* menu, v8::Local<v8::Object> description);
  void addItem(QMenu* menu, v8::Local<v8::Object> description);
  void watch(QMenu* menu, int id);
  void drop();

  QPointer<QWidget> window_;
  QPointer<QWidget> view_;
  QPointer<QMenu> menu_;
  QPointer<QMenuBar> bar_;
  std::map<int, QPointer<QAction>> actions_;
  std::map<int, QPointer<QActionGroup>> groups_;
  QObject anchor_;
};

void initializeMenu(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
