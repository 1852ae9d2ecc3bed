#include "runtime/web/window_system.h"

#include "runtime/web/x_server.h"

#include <QGuiApplication>

namespace runtime {
namespace {

xcb_window_t windowProperty(xcb_connection_t* server, xcb_window_t window, xcb_atom_t name) {
  const auto values = x_server::property(server, window, name, XCB_ATOM_WINDOW);
  return values.empty() ? static_cast<xcb_window_t>(XCB_WINDOW_NONE) : values.front();
}

}  // namespace

bool simulatesWindowManager() {
  return QGuiApplication::platformName() == QLatin1String("offscreen");
}

bool hasWindowManager() {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return true;
  // A window manager names a window of its own on the root, and the same on that window.
  const xcb_atom_t check = x_server::atom(server, "_NET_SUPPORTING_WM_CHECK");
  if (check == XCB_ATOM_NONE) return false;
  const xcb_window_t manager = windowProperty(server, x_server::root(server), check);
  return manager != XCB_WINDOW_NONE && windowProperty(server, manager, check) == manager;
}

bool stackAbove(QWindow* window, quint64 sibling) {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) {
    window->raise();
    return true;
  }
  const auto other = static_cast<xcb_window_t>(sibling);
  const auto cookie = xcb_get_window_attributes(server, other);
  const x_server::Held<xcb_get_window_attributes_reply_t> reply(
      xcb_get_window_attributes_reply(server, cookie, nullptr));
  if (!reply) return false;
  if (hasWindowManager()) {
    // The window manager has put both into frames of its own, which only it can order.
    constexpr uint32_t kFromPager = 2;
    x_server::ask(server, x_server::idOf(*window), x_server::atom(server, "_NET_RESTACK_WINDOW", true),
                  kFromPager, other, XCB_STACK_MODE_ABOVE);
    return true;
  }
  const uint32_t values[] = {other, XCB_STACK_MODE_ABOVE};
  xcb_configure_window(server, x_server::idOf(*window),
                       XCB_CONFIG_WINDOW_SIBLING | XCB_CONFIG_WINDOW_STACK_MODE, values);
  xcb_flush(server);
  return true;
}

}  // namespace runtime
