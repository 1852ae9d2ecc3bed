#include "bindings/dialog/dialog_binding.h"

#include "bindings/browser_window/browser_window_binding.h"
#include "bindings/glue/object_template.h"

#include <QApplication>
#include <QCheckBox>
#include <QEventLoop>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

namespace bindings {
namespace {

struct MessageBoxOptions {
  QString type;  // none, info, error, question, warning
  QString title;
  QString message;
  QString detail;
  std::vector<QString> buttons{QStringLiteral("OK")};
  int default_id = 0;
  int cancel_id = 0;       // what closing the box counts as
  QString checkbox_label;  // empty: there is none
  bool checkbox_checked = false;
  int id = 0;  // for closeMessageBox; 0 is none
};

MessageBoxOptions readOptions(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  MessageBoxOptions options;
  ObjectReader(isolate, object)
      .read("type", &options.type)
      .read("title", &options.title)
      .read("message", &options.message)
      .read("detail", &options.detail)
      .read("buttons", &options.buttons)
      .read("defaultId", &options.default_id)
      .read("cancelId", &options.cancel_id)
      .read("checkboxLabel", &options.checkbox_label)
      .read("checkboxChecked", &options.checkbox_checked)
      .read("id", &options.id);
  return options;
}

QMessageBox::Icon icon(const QString& type) {
  if (type == QLatin1String("info")) return QMessageBox::Information;
  if (type == QLatin1String("error")) return QMessageBox::Critical;
  if (type == QLatin1String("question")) return QMessageBox::Question;
  if (type == QLatin1String("warning")) return QMessageBox::Warning;
  return QMessageBox::NoIcon;
}

constexpr const char* kIdProperty = "runtimeId";

// Shows a box and calls `answer` with the index of the button that closed it and the state of its checkbox.
// Goes with its parent, unanswered.
template <typename Answer>
QMessageBox* openBox(const MessageBoxOptions& options,
                     const std::optional<v8::Local<v8::Object>>& parent,
                     Answer answer) {
  auto* owner = parent ? dynamic_cast<BrowserWindowBinding*>(Wrapped::unwrap(*parent)) : nullptr;
  auto* box = new QMessageBox(icon(options.type), options.title, options.message, QMessageBox::NoButton,
                              owner != nullptr ? owner->window() : nullptr);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setAttribute(Qt::WA_QuitOnClose, false);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(options.detail);
  box->setWindowModality(owner != nullptr ? Qt::WindowModal : Qt::NonModal);
  box->setProperty(kIdProperty, options.id);
  std::vector<QAbstractButton*> buttons;
  for (const QString& text : options.buttons)
    buttons.push_back(box->addButton(text, QMessageBox::AcceptRole));
  const auto button = [&](int id) {
    return id >= 0 && id < static_cast<int>(buttons.size()) ? qobject_cast<QPushButton*>(buttons[id])
                                                            : nullptr;
  };
  box->setDefaultButton(button(options.default_id));
  box->setEscapeButton(button(options.cancel_id));
  QCheckBox* check_box = nullptr;
  if (!options.checkbox_label.isEmpty()) {
    check_box = new QCheckBox(options.checkbox_label);
    check_box->setChecked(options.checkbox_checked);
    box->setCheckBox(check_box);
  }
  QObject::connect(
      box, &QMessageBox::finished, box, [box, check_box, buttons, answer, cancel_id = options.cancel_id] {
        const auto clicked = std::ranges::find(buttons, box->clickedButton());
        answer(clicked == buttons.end() ? cancel_id : static_cast<int>(clicked - buttons.begin()),
               check_box != nullptr && check_box->isChecked());
      });
  box->show();
  return box;
}

// Runs no event loop of its own: Chromium would stand still in it.
void showMessageBox(BindingContext& context,
                    v8::Local<v8::Object> js_options,
                    const std::optional<v8::Local<v8::Object>>& parent,
                    v8::Local<v8::Object> callback) {
  const JsCallback answer(context.node, callback.As<v8::Function>());
  openBox(readOptions(context.node.isolate(), js_options), parent,
          [answer](int button, bool checked) { answer(button, checked); });
}

// Returns when the box is answered. Until then pages stand still, and Node's timers where one of them called,
// as the contract of a synchronous dialog has it. Its parent, or the app, may end meanwhile: then it counts
// as closed.
int showMessageBoxSync(BindingContext& context,
                       v8::Local<v8::Object> js_options,
                       const std::optional<v8::Local<v8::Object>>& parent) {
  const MessageBoxOptions options = readOptions(context.node.isolate(), js_options);
  int response = options.cancel_id;
  QEventLoop loop;
  const QPointer<QMessageBox> box = openBox(options, parent, [&](int button, bool) {
    response = button;
    loop.quit();
  });
  QObject::connect(box, &QObject::destroyed, &loop, &QEventLoop::quit);
  loop.exec();
  if (box != nullptr) {
    box->disconnect(&loop);
    QObject::disconnect(box, &QMessageBox::finished, nullptr, nullptr);
    box->close();
  }
  return response;
}

// Closes the boxes that were shown with this id, as the user would.
void closeMessageBox(BindingContext&, int id) {
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    auto* box = qobject_cast<QMessageBox*>(widget);
    if (box != nullptr && box->property(kIdProperty).toInt() == id) box->reject();
  }
}

// Closes the boxes of a window, or those without one, as the user would; their callbacks are called.
void closeMessageBoxes(BindingContext&, const std::optional<v8::Local<v8::Object>>& parent) {
  auto* owner = parent ? dynamic_cast<BrowserWindowBinding*>(Wrapped::unwrap(*parent)) : nullptr;
  const QWidget* window = owner != nullptr ? owner->window() : nullptr;
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    if (auto* box = qobject_cast<QMessageBox*>(widget); box != nullptr && box->parentWidget() == window)
      box->reject();
  }
}

}  // namespace

void initializeDialog(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&showMessageBox>(context, exports, "showMessageBox");
  setFunction<&showMessageBoxSync>(context, exports, "showMessageBoxSync");
  setFunction<&closeMessageBox>(context, exports, "closeMessageBox");
  setFunction<&closeMessageBoxes>(context, exports, "closeMessageBoxes");
}

}  // namespace bindings
