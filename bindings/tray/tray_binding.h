#pragma once

#include "bindings/glue/wrapped.h"

#include <QObject>
#include <QSystemTrayIcon>
#include <memory>

class QMenu;

namespace bindings {

// The native half of a Tray: an icon where the desktop shows such, over D-Bus (StatusNotifierItem) or X11
// (XEmbed), whichever there is. Where there is none it waits for one, unseen.
class TrayBinding : public Wrapped {
 public:
  // `options`: pictures
  TrayBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~TrayBinding() override;

  void show() { icon_->show(); }
  // `options`: pictures, the bytes of picture files, of one icon in several sizes.
  void setPictures(v8::Local<v8::Object> options);
  void setToolTip(const QString& text) { icon_->setToolTip(text); }
  // `menu` is a MenuView's native half without a window, or nothing. It must be set to nothing before it
  // goes.
  void setMenu(const std::optional<v8::Local<v8::Object>>& menu);
  // On the screen; empty where that is not known.
  QRect bounds() const { return icon_->geometry(); }
  void destroy();

 private:
  void onActivated(QSystemTrayIcon::ActivationReason reason);

  std::unique_ptr<QSystemTrayIcon> icon_;
  QObject anchor_;
};

void initializeTray(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
