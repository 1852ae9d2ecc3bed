#include "bindings/glue/x11_idle.h"

#include <xcb/screensaver.h>
#include <QGuiApplication>
#include <QLibrary>
#include <cstdlib>
#include <memory>

namespace bindings {
namespace {

// Null where the platform is no X server.
xcb_connection_t* xConnection() {
  if (qGuiApp == nullptr) return nullptr;
  auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
  return x11 != nullptr ? x11->connection() : nullptr;
}

template <typename Function>
Function* screenSaverFunction(const char* name) {
  static QLibrary library(QStringLiteral("xcb-screensaver"), 0);
  return reinterpret_cast<Function*>(library.resolve(name));
}

}  // namespace

std::optional<double> x11IdleSeconds() {
  xcb_connection_t* connection = xConnection();
  auto* query = screenSaverFunction<decltype(xcb_screensaver_query_info)>("xcb_screensaver_query_info");
  auto* reply =
      screenSaverFunction<decltype(xcb_screensaver_query_info_reply)>("xcb_screensaver_query_info_reply");
  if (connection == nullptr || query == nullptr || reply == nullptr) return std::nullopt;
  const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
  const std::unique_ptr<xcb_screensaver_query_info_reply_t, decltype(&std::free)> info(
      reply(connection, query(connection, root), nullptr), &std::free);
  if (!info) return std::nullopt;
  return info->ms_since_user_input / 1000.0;
}

void suspendX11ScreenSaver(bool suspend) {
  xcb_connection_t* connection = xConnection();
  auto* request = screenSaverFunction<decltype(xcb_screensaver_suspend)>("xcb_screensaver_suspend");
  if (connection == nullptr || request == nullptr) return;
  request(connection, suspend ? 1 : 0);
  xcb_flush(connection);
}

}  // namespace bindings
