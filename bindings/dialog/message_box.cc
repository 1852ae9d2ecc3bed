#include "bindings/dialog/message_box.h"

#include "bindings/dialog/dialog_life.h"

#include <QCheckBox>
#include <QMessageBox>
#include <QPixmap>
#include <QPushButton>

namespace bindings {
namespace {

// The longer side of a box's own picture; a larger one is made smaller.
constexpr int kIconSize = 64;

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
  QByteArray icon;  // a picture file's bytes, in the place of the type's
  int id = 0;       // for closeDialog
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
      .read("icon", &options.icon)
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

void setPicture(QMessageBox* box, const QByteArray& bytes) {
  QPixmap picture;
  if (bytes.isEmpty() || !picture.loadFromData(bytes)) return;
  if (picture.width() > kIconSize || picture.height() > kIconSize)
    picture = picture.scaled(kIconSize, kIconSize, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  box->setIconPixmap(picture);
}

template <typename Answer>
QMessageBox* openBox(const MessageBoxOptions& options,
                     const std::optional<v8::Local<v8::Object>>& window,
                     Answer answer) {
  QWidget* owner = dialogOwner(window);
  auto* box =
      new QMessageBox(icon(options.type), options.title, options.message, QMessageBox::NoButton, owner);
  prepareDialog(box, owner, options.id);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(options.detail);
  setPicture(box, options.icon);
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

}  // namespace

void showMessageBox(BindingContext& context,
                    v8::Local<v8::Object> js_options,
                    const std::optional<v8::Local<v8::Object>>& window,
                    v8::Local<v8::Object> callback) {
  const JsCallback answer(context.node, callback.As<v8::Function>());
  openBox(readOptions(context.node.isolate(), js_options), window,
          [answer](int button, bool checked) { answer(button, checked); });
}

int showMessageBoxSync(BindingContext& context,
                       v8::Local<v8::Object> js_options,
                       const std::optional<v8::Local<v8::Object>>& window) {
  const MessageBoxOptions options = readOptions(context.node.isolate(), js_options);
  int response = options.cancel_id;
  waitForDialog(openBox(options, window, [&](int button, bool) { response = button; }));
  return response;
}

}  // namespace bindings
