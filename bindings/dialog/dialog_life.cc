#include "bindings/dialog/dialog_life.h"

#include "bindings/browser_window/browser_window_binding.h"

#include <QApplication>
#include <QEventLoop>

namespace bindings {
namespace {

constexpr const char* kIdProperty = "runtimeId";

// Every dialog that prepareDialog() has seen.
template <typename Test>
void closeWhere(Test test) {
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    auto* dialog = qobject_cast<QDialog*>(widget);
    if (dialog != nullptr && dialog->property(kIdProperty).isValid() && test(*dialog)) dialog->reject();
  }
}

}  // namespace

QWidget* dialogOwner(const std::optional<v8::Local<v8::Object>>& window) {
  auto* owner = window ? dynamic_cast<BrowserWindowBinding*>(Wrapped::unwrap(*window)) : nullptr;
  return owner != nullptr ? owner->window() : nullptr;
}

void prepareDialog(QDialog* dialog, QWidget* owner, int id) {
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAttribute(Qt::WA_QuitOnClose, false);
  dialog->setWindowModality(owner != nullptr ? Qt::WindowModal : Qt::NonModal);
  dialog->setProperty(kIdProperty, id);
}

void waitForDialog(const QPointer<QDialog>& dialog) {
  QEventLoop loop;
  QObject::connect(dialog, &QDialog::finished, &loop, &QEventLoop::quit);
  QObject::connect(dialog, &QObject::destroyed, &loop, &QEventLoop::quit);
  loop.exec();
  if (dialog == nullptr || !dialog->isVisible()) return;
  // The app ends.
  dialog->disconnect();
  dialog->close();
}

void closeDialog(BindingContext&, int id) {
  closeWhere([id](const QDialog& dialog) { return dialog.property(kIdProperty).toInt() == id; });
}

void closeDialogs(BindingContext&, const std::optional<v8::Local<v8::Object>>& window) {
  const QWidget* owner = dialogOwner(window);
  closeWhere([owner](const QDialog& dialog) { return dialog.parentWidget() == owner; });
}

}  // namespace bindings
