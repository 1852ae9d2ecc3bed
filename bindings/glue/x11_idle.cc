#include "bindings/glue/x11_idle.h"

#include "runtime/web/x_server.h"

#include <xcb/screensaver.h>
#include <QLibrary>

namespace bindings {
namespace {

template <typename Function>
Function* screenSaverFunction(const char* name) {
  static QLibrary library(QStringLiteral("xcb-screensaver"), 0);
  return reinterpret_cast<Function*>(library.resolve(name));
}

}  // namespace

std::optional<double> x11IdleSeconds() {
  xcb_connection_t* connection = runtime::x_server::connection();
  auto* query = screenSaverFunction<decltype(xcb_screensaver_query_info)>("xcb_screensaver_query_info");
  auto* reply =
      screenSaverFunction<decltype(xcb_screensaver_query_info_reply)>("xcb_screensaver_query_info_reply");
  if (connection == nullptr || query == nullptr || reply == nullptr) return std::nullopt;
  const xcb_window_t root = runtime::x_server::root(connection);
  const runtime::x_server::Held<xcb_screensaver_query_info_reply_t> info(
      reply(connection, query(connection, root), nullptr));
  if (!info) return std::nullopt;
  return info->ms_since_user_input / 1000.0;
}

void suspendX11ScreenSaver(bool suspend) {
  xcb_connection_t* connection = runtime::x_server::connection();
  auto* request = screenSaverFunction<decltype(xcb_screensaver_suspend)>("xcb_screensaver_suspend");
  if (connection == nullptr || request == nullptr) return;
  request(connection, suspend ? 1 : 0);
  xcb_flush(connection);
}

}  // namespace bindings
