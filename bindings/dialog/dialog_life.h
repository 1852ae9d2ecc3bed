#pragma once

#include "bindings/glue/wrapped.h"

#include <QDialog>
#include <QPointer>
#include <optional>

namespace bindings {

// What all dialogs have in common: whose they are, how main waits for one, and how they are closed without
// the user.

// The widget of a BrowserWindow; null without one.
QWidget* dialogOwner(const std::optional<v8::Local<v8::Object>>& window);

// Makes a dialog modal to `owner`, if there is one, and deletes it when it is closed. `id` is for
// closeDialog; 0 is none.
void prepareDialog(QDialog* dialog, QWidget* owner, int id);

// Returns when the dialog is closed, or gone with its owner, or the app ends; it is gone then. Until then
// pages stand still, and Node's timers where one of them called, as the contract of a synchronous dialog has
// it.
void waitForDialog(const QPointer<QDialog>& dialog);

// Closes the dialogs that were shown with this id, as the user would.
void closeDialog(BindingContext& context, int id);

// Closes the dialogs of a window, or those without one, as the user would; their callbacks are called.
void closeDialogs(BindingContext& context, const std::optional<v8::Local<v8::Object>>& window);

}  // namespace bindings
