#include "bindings/menu/menu_binding.h"

#include "bindings/browser_window/browser_window_binding.h"
#include "bindings/glue/object_template.h"
#include "runtime/web/window.h"

#include <QActionGroup>
#include <QCursor>
#include <QGuiApplication>
#include <QIcon>
#include <QKeySequence>
#include <QLayout>
#include <QPixmap>
#include <QWebEngineView>

namespace bindings {
namespace {

// What a menu item is made of.
struct Item {
  int id = 0;
  QString type;  // normal separator submenu checkbox radio
  QString label;
  QString tool_tip;
  QString accelerator;  // in Qt's portable text
  bool register_accelerator = true;
  bool enabled = true;
  bool visible = true;
  bool checked = false;
  int group = 0;  // of a radio item
  QByteArray icon;
  QString icon_path;
};

Item readItem(v8::Isolate* isolate, v8::Local<v8::Object> description) {
  Item item;
  ObjectReader(isolate, description)
      .read("id", &item.id)
      .read("type", &item.type)
      .read("label", &item.label)
      .read("toolTip", &item.tool_tip)
      .read("accelerator", &item.accelerator)
      .read("registerAccelerator", &item.register_accelerator)
      .read("enabled", &item.enabled)
      .read("visible", &item.visible)
      .read("checked", &item.checked)
      .read("group", &item.group)
      .read("icon", &item.icon)
      .read("iconPath", &item.icon_path);
  return item;
}

QIcon iconOf(const Item& item) {
  if (!item.icon_path.isEmpty()) return QIcon(item.icon_path);
  QPixmap picture;
  return picture.loadFromData(item.icon) ? QIcon(picture) : QIcon();
}

// The bits of lib/js/main/web-contents/input.js.
int modifierBits() {
  const Qt::KeyboardModifiers now = QGuiApplication::keyboardModifiers();
  return (now.testFlag(Qt::ShiftModifier) ? 1 : 0) | (now.testFlag(Qt::ControlModifier) ? 2 : 0) |
         (now.testFlag(Qt::AltModifier) ? 4 : 0) | (now.testFlag(Qt::MetaModifier) ? 8 : 0);
}

// Whether there is such an accelerator.
bool isKeySequence(BindingContext&, const QString& text) {
  const QKeySequence sequence = QKeySequence::fromString(text, QKeySequence::PortableText);
  return sequence.count() == 1 && sequence[0].key() != Qt::Key_unknown;
}

}  // namespace

MenuBinding::MenuBinding(BindingContext& context,
                         v8::Local<v8::Object> wrapper,
                         v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  v8::Local<v8::Object> object;
  ObjectReader(context.node.isolate(), options).read("window", &object);
  auto* window = object.IsEmpty() ? nullptr : dynamic_cast<BrowserWindowBinding*>(unwrap(object));
  if (window == nullptr || window->window() == nullptr) throw JsError("A menu needs a window");
  window_ = window->window();
  view_ = &window->window()->view();
  menu_ = new QMenu(window_);
  fill(menu_, options);
  watch(menu_, 0);
}

MenuBinding::~MenuBinding() {
  drop();
}

void MenuBinding::drop() {
  if (menu_) menu_->disconnect(&anchor_);
  // Qt may have either on the stack.
  if (bar_) {
    QLayout* layout = window_ ? window_->layout() : nullptr;
    if (layout != nullptr && layout->menuBar() == bar_) layout->setMenuBar(nullptr);
    bar_->hide();
    bar_->deleteLater();
  }
  if (menu_) menu_->deleteLater();
  bar_.clear();
  menu_.clear();
}

void MenuBinding::fill(QMenu* menu, v8::Local<v8::Object> description) {
  std::vector<v8::Local<v8::Object>> items;
  ObjectReader(context_.node.isolate(), description).read("items", &items);
  for (const v8::Local<v8::Object>& item : items) addItem(menu, item);
}

void MenuBinding::addItem(QMenu* menu, v8::Local<v8::Object> description) {
  const Item item = readItem(context_.node.isolate(), description);
  QAction* action = nullptr;
  if (item.type == QLatin1String("submenu")) {
    QMenu* submenu = menu->addMenu(item.label);
    fill(submenu, description);
    watch(submenu, item.id);
    action = submenu->menuAction();
  } else {
    action = menu->addAction(item.label);
    QObject::connect(action, &QAction::triggered, &anchor_,
                     [this, id = item.id] { callMethod("_onActivated", id, modifierBits()); });
  }
  action->setSeparator(item.type == QLatin1String("separator"));
  action->setEnabled(item.enabled);
  action->setVisible(item.visible);
  if (!item.tool_tip.isEmpty()) action->setToolTip(item.tool_tip);
  if (item.type == QLatin1String("radio")) {
    QPointer<QActionGroup>& group = groups_[item.group];
    if (!group) group = new QActionGroup(menu_);
    action->setActionGroup(group);
  }
  action->setCheckable(item.type == QLatin1String("radio") || item.type == QLatin1String("checkbox"));
  action->setChecked(item.checked);
  if (const QIcon icon = iconOf(item); !icon.isNull()) {
    action->setIcon(icon);
    action->setIconVisibleInMenu(true);
  }
  if (!item.accelerator.isEmpty()) {
    action->setShortcut(QKeySequence::fromString(item.accelerator, QKeySequence::PortableText));
    action->setShortcutVisibleInContextMenu(true);
    // What is only shown belongs to no window that could have the keyboard.
    if (!item.register_accelerator) action->setShortcutContext(Qt::WidgetShortcut);
  }
  actions_[item.id] = action;
}

void MenuBinding::watch(QMenu* menu, int id) {
  QObject::connect(menu, &QMenu::aboutToShow, &anchor_, [this, id] { callMethod("_onShow", id); });
  QObject::connect(menu, &QMenu::aboutToHide, &anchor_, [this, id] { callMethod("_onHide", id); });
  // With its window.
  if (id == 0) QObject::connect(menu, &QObject::destroyed, &anchor_, [this] { callMethod("_onHide", 0); });
}

void MenuBinding::popup(const std::optional<QPoint>& position, int item) {
  if (!menu_) return;
  const auto found = actions_.find(item);
  QAction* action = found == actions_.end() ? nullptr : found->second.data();
  menu_->popup(position && view_ ? view_->mapToGlobal(*position) : QCursor::pos(), action);
}

void MenuBinding::close() {
  if (menu_) menu_->close();
}

void MenuBinding::attachBar(bool visible) {
  if (!menu_ || !window_ || window_->layout() == nullptr) return;
  bar_ = new QMenuBar(window_);
  bar_->setNativeMenuBar(false);
  for (QAction* action : menu_->actions()) bar_->addAction(action);
  for (const auto& [id, action] : actions_) {
    if (action && !action->shortcut().isEmpty() && action->shortcutContext() != Qt::WidgetShortcut) {
      window_->addAction(action);
    }
  }
  window_->layout()->setMenuBar(bar_);
  setBarVisible(visible);
}

void MenuBinding::setBarVisible(bool visible) {
  if (bar_) bar_->setVisible(visible);
}

void MenuBinding::update(int id, v8::Local<v8::Object> state) {
  const auto found = actions_.find(id);
  if (found == actions_.end() || !found->second) return;
  QAction* action = found->second;
  std::optional<QString> label;
  bool enabled = action->isEnabled();
  bool visible = action->isVisible();
  bool checked = action->isChecked();
  ObjectReader(context_.node.isolate(), state)
      .read("label", &label)
      .read("enabled", &enabled)
      .read("visible", &visible)
      .read("checked", &checked);
  if (label) action->setText(*label);
  action->setEnabled(enabled);
  action->setVisible(visible);
  if (action->isCheckable()) action->setChecked(checked);
}

void MenuBinding::destroy() {
  drop();
  markDestroyed();
  context_.deleteLater(this);
}

void initializeMenu(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = MenuBinding;
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<Self>(context, "MenuView")
      .method<&Self::popup>("_popup")
      .method<&Self::close>("_close")
      .method<&Self::attachBar>("_attachBar")
      .method<&Self::setBarVisible>("_setBarVisible")
      .method<&Self::update>("_update")
      .method<&Self::destroy>("_destroy")
      .install(exports);
  setFunction<&isKeySequence>(context, exports, "isKeySequence");
}

}  // namespace bindings
