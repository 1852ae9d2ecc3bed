#pragma once

#include "bindings/glue/wrapped.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QObject>
#include <QPointer>
#include <map>
#include <optional>
#include <vector>

class QShortcut;

namespace bindings {

// A menu as it is shown: one popup, the bar of one window, or without a window the menu of something else.
// Made of what lib/js/main/api/menu-view.js tells of a Menu, and destroyed when it is not shown any more.
class MenuBinding : public Wrapped {
 public:
  // `options`: window, a BrowserWindow; may be missing
  MenuBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~MenuBinding() override;

  // What is in a menu from now on: {items}, see Item in the .cc. `id` is that of the item whose submenu it
  // is, or 0 for all. A submenu without items of its own is filled when _onShow(id) tells that it is going to
  // be shown.
  void fill(int id, v8::Local<v8::Object> description);
  // At a point of the window's content; without one at the mouse. `item` is the id of what shall be under it,
  // or 0. Opens no event loop: _onHide tells the end.
  void popup(const std::optional<QPoint>& position, int item);
  void close();
  // Shows the menu as the window's bar.
  void attachBar(bool visible);
  void setBarVisible(bool visible);
  // Gives the bar the keyboard; with an item's id, opens its submenu.
  void focusBar(int item);
  // The accelerators that hold in the window: {shortcuts: [{id, keys}]}, in Qt's portable text. Tells
  // _onShortcut(id, modifiers).
  void setShortcuts(v8::Local<v8::Object> description);
  // text, enabled, visible, checked: what is given changes.
  void update(int id, v8::Local<v8::Object> state);
  void destroy();

  // Null when it is gone.
  QMenu* menu() const { return menu_; }

 private:
  QWidget* menuOf(int id) const;
  void empty(QWidget* menu);
  void addItem(QWidget* menu, v8::Local<v8::Object> description);
  void watch(QMenu* menu, int id);
  // Gives the keyboard back to the page, and tells, when no menu of the bar is open any more.
  void noticeLeave();
  void dropShortcuts();
  void drop();

  QPointer<QWidget> window_;
  QPointer<QWidget> view_;
  QPointer<QMenu> menu_;
  QPointer<QMenuBar> bar_;
  std::map<int, QPointer<QAction>> actions_;
  std::map<int, QPointer<QMenu>> submenus_;
  std::vector<QPointer<QShortcut>> shortcuts_;
  bool leaving_ = false;
  QObject anchor_;
};

void initializeMenu(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
