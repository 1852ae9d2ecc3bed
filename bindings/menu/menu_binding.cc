#include "bindings/menu/menu_binding.h"

#include "bindings/browser_window/browser_window_binding.h"
#include "bindings/glue/object_template.h"
#include "runtime/web/window.h"

#include <QActionGroup>
#include <QApplication>
#include <QCursor>
#include <QIcon>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLayout>
#include <QMouseEvent>
#include <QPixmap>
#include <QShortcut>
#include <QWebEngineView>
#include <functional>
#include <utility>

namespace bindings {
namespace {

// What a menu item is made of.
struct Item {
  int id = 0;
  QString type;  // normal separator submenu checkbox radio
  QString text;  // with what stands at its right after a tab
  QString tool_tip;
  bool enabled = true;
  bool visible = true;
  bool checked = false;
  QByteArray icon;
  QString icon_path;
  std::optional<std::vector<v8::Local<v8::Object>>> items;
};

Item readItem(v8::Isolate* isolate, v8::Local<v8::Object> description) {
  Item item;
  std::vector<v8::Local<v8::Object>> items;
  bool filled = false;
  ObjectReader(isolate, description)
      .read("id", &item.id)
      .read("type", &item.type)
      .read("text", &item.text)
      .read("toolTip", &item.tool_tip)
      .read("enabled", &item.enabled)
      .read("visible", &item.visible)
      .read("checked", &item.checked)
      .read("icon", &item.icon)
      .read("iconPath", &item.icon_path)
      .read("filled", &filled)
      .read("items", &items);
  if (filled) item.items = std::move(items);
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

// Tells when the bar, which has the keyboard, shall not have it any more.
class BarWatch : public QObject {
 public:
  BarWatch(QMenuBar* bar, QObject* owner, std::function<void()> leave)
      : QObject(owner), leave_(std::move(leave)) {
    bar->installEventFilter(this);
  }

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::FocusOut) leave_();
    if (event->type() != QEvent::KeyPress) return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Alt) return false;
    leave_();
    return true;
  }

 private:
  std::function<void()> leave_;
};

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
  if (!object.IsEmpty()) {
    auto* window = dynamic_cast<BrowserWindowBinding*>(unwrap(object));
    if (window == nullptr || window->window() == nullptr) throw JsError("A menu needs a window");
    window_ = window->window();
    view_ = &window->window()->view();
  }
  menu_ = new QMenu(window_);
  watch(menu_, 0);
}

MenuBinding::~MenuBinding() {
  drop();
}

// One of them may be on Qt's stack.
void MenuBinding::dropShortcuts() {
  for (const QPointer<QShortcut>& shortcut : shortcuts_) {
    if (!shortcut) continue;
    shortcut->setEnabled(false);
    shortcut->deleteLater();
  }
  shortcuts_.clear();
}

void MenuBinding::drop() {
  if (menu_) menu_->disconnect(&anchor_);
  dropShortcuts();
  // Qt may have either on the stack.
  if (bar_) {
    QLayout* layout = window_ ? window_->layout() : nullptr;
    if (layout != nullptr && layout->menuBar() == bar_) layout->setMenuBar(nullptr);
    for (const auto& [id, submenu] : submenus_) {
      if (submenu) submenu->disconnect(&anchor_);
    }
    bar_->hide();
    bar_->deleteLater();
  }
  if (menu_) menu_->deleteLater();
  bar_.clear();
  menu_.clear();
}

QWidget* MenuBinding::menuOf(int id) const {
  if (id == 0) return bar_ ? static_cast<QWidget*>(bar_) : menu_;
  const auto found = submenus_.find(id);
  return found == submenus_.end() ? nullptr : found->second.data();
}

void MenuBinding::empty(QWidget* menu) {
  for (QAction* action : menu->actions()) {
    menu->removeAction(action);
    // An action of a submenu goes with it. Either may be on Qt's stack.
    QMenu* const submenu = action->menu();
    if (submenu != nullptr) {
      submenu->disconnect(&anchor_);
      submenu->deleteLater();
    } else {
      action->deleteLater();
    }
  }
}

void MenuBinding::fill(int id, v8::Local<v8::Object> description) {
  QWidget* const menu = menuOf(id);
  if (menu == nullptr) return;
  std::vector<v8::Local<v8::Object>> items;
  ObjectReader(context_.node.isolate(), description).read("items", &items);
  empty(menu);
  for (const v8::Local<v8::Object>& item : items) addItem(menu, item);
}

void MenuBinding::addItem(QWidget* menu, v8::Local<v8::Object> description) {
  const Item item = readItem(context_.node.isolate(), description);
  QAction* action = nullptr;
  if (item.type == QLatin1String("submenu")) {
    auto* submenu = new QMenu(menu);
    submenus_[item.id] = submenu;
    action = submenu->menuAction();
    action->setText(item.text);
    if (item.items) {
      for (const v8::Local<v8::Object>& inner : *item.items) addItem(submenu, inner);
    }
    watch(submenu, item.id);
  } else {
    action = new QAction(item.text, menu);
    QObject::connect(action, &QAction::triggered, &anchor_,
                     [this, id = item.id] { callMethod("_onActivated", id, modifierBits()); });
  }
  menu->addAction(action);
  // Where Qt would guess a place on some systems.
  action->setMenuRole(QAction::NoRole);
  action->setSeparator(item.type == QLatin1String("separator"));
  action->setEnabled(item.enabled);
  action->setVisible(item.visible);
  if (!item.tool_tip.isEmpty()) action->setToolTip(item.tool_tip);
  const bool is_radio = item.type == QLatin1String("radio");
  // It looks like one by its group, whose only member it is: which of them are checked is the Menu's to say.
  if (is_radio) action->setActionGroup(new QActionGroup(action));
  action->setCheckable(is_radio || item.type == QLatin1String("checkbox"));
  action->setChecked(item.checked);
  if (const QIcon icon = iconOf(item); !icon.isNull()) {
    action->setIcon(icon);
    action->setIconVisibleInMenu(true);
  }
  actions_[item.id] = action;
}

void MenuBinding::watch(QMenu* menu, int id) {
  QObject::connect(menu, &QMenu::aboutToShow, &anchor_, [this, id] { callMethod("_onShow", id); });
  QObject::connect(menu, &QMenu::aboutToHide, &anchor_, [this, id] {
    if (bar_) noticeLeave();
    callMethod("_onHide", id);
  });
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
  if (!menu_ || !window_ || window_->layout() == nullptr || bar_) return;
  bar_ = new QMenuBar(window_);
  bar_->setNativeMenuBar(false);
  new BarWatch(bar_, &anchor_, [this] { noticeLeave(); });
  window_->layout()->setMenuBar(bar_);
  setBarVisible(visible);
}

void MenuBinding::setBarVisible(bool visible) {
  if (bar_) bar_->setVisible(visible);
}

void MenuBinding::noticeLeave() {
  if (leaving_) return;
  leaving_ = true;
  // One menu may close for the next.
  QMetaObject::invokeMethod(
      &anchor_,
      [this] {
        leaving_ = false;
        if (!bar_ || QApplication::activePopupWidget() != nullptr) return;
        if (bar_->hasFocus() && view_) view_->setFocus();
        QEvent leave(QEvent::Leave);
        if (bar_) QCoreApplication::sendEvent(bar_, &leave);
        callMethod("_onBarLeft");
      },
      Qt::QueuedConnection);
}

void MenuBinding::focusBar(int item) {
  if (!bar_ || !window_) return;
  const auto found = actions_.find(item);
  if (found != actions_.end() && found->second) {
    const QPointer<QMenu> submenu = found->second->menu();
    bar_->setActiveAction(found->second);
    if (!submenu) return;
    for (QAction* action : submenu->actions()) {
      if (action->isSeparator() || !action->isVisible() || !action->isEnabled()) continue;
      submenu->setActiveAction(action);
      return;
    }
    return;
  }
  bar_->setFocus(Qt::MenuBarFocusReason);
  window_->layout()->activate();
  // QMenuBar has no function that chooses a title without opening it, but the mouse above it does that.
  for (QAction* title : bar_->actions()) {
    if (!title->isVisible() || !title->isEnabled()) continue;
    const QPointF middle = bar_->actionGeometry(title).center();
    QMouseEvent above(QEvent::MouseMove, middle, bar_->mapToGlobal(middle), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(bar_, &above);
    return;
  }
}

void MenuBinding::setShortcuts(v8::Local<v8::Object> description) {
  dropShortcuts();
  if (!window_) return;
  v8::Isolate* isolate = context_.node.isolate();
  std::vector<v8::Local<v8::Object>> given;
  ObjectReader(isolate, description).read("shortcuts", &given);
  for (const v8::Local<v8::Object>& object : given) {
    int id = 0;
    std::vector<QString> keys;
    ObjectReader(isolate, object).read("id", &id).read("keys", &keys);
    QList<QKeySequence> sequences;
    for (const QString& text : keys) {
      sequences.append(QKeySequence::fromString(text, QKeySequence::PortableText));
    }
    auto* shortcut = new QShortcut(window_);
    shortcut->setKeys(sequences);
    const auto chosen = [this, id] { callMethod("_onShortcut", id, modifierBits()); };
    QObject::connect(shortcut, &QShortcut::activated, &anchor_, chosen);
    QObject::connect(shortcut, &QShortcut::activatedAmbiguously, &anchor_, chosen);
    shortcuts_.emplace_back(shortcut);
  }
}

void MenuBinding::update(int id, v8::Local<v8::Object> state) {
  const auto found = actions_.find(id);
  if (found == actions_.end() || !found->second) return;
  QAction* action = found->second;
  std::optional<QString> text;
  bool enabled = action->isEnabled();
  bool visible = action->isVisible();
  bool checked = action->isChecked();
  ObjectReader(context_.node.isolate(), state)
      .read("text", &text)
      .read("enabled", &enabled)
      .read("visible", &visible)
      .read("checked", &checked);
  if (text) action->setText(*text);
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
      .method<&Self::fill>("_fill")
      .method<&Self::popup>("_popup")
      .method<&Self::close>("_close")
      .method<&Self::attachBar>("_attachBar")
      .method<&Self::setBarVisible>("_setBarVisible")
      .method<&Self::focusBar>("_focusBar")
      .method<&Self::setShortcuts>("_setShortcuts")
      .method<&Self::update>("_update")
      .method<&Self::destroy>("_destroy")
      .install(exports);
  setFunction<&isKeySequence>(context, exports, "isKeySequence");
}

}  // namespace bindings
