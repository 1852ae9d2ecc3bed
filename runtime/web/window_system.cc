#include "runtime/web/window_system.h"

#include <xcb/xcb.h>
#include <QGuiApplication>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace runtime {
namespace {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
template <typename Reply>
using Held = std::unique_ptr<Reply, Free>;

xcb_connection_t* connection() {
  const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
  return x11 != nullptr ? x11->connection() : nullptr;
}

xcb_atom_t atom(xcb_connection_t* server, const char* name) {
  const auto cookie = xcb_intern_atom(server, 1, static_cast<uint16_t>(std::strlen(name)), name);
  const Held<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(server, cookie, nullptr));
  return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

xcb_window_t windowProperty(xcb_connection_t* server, xcb_window_t window, xcb_atom_t name) {
  const auto cookie = xcb_get_property(server, 0, window, name, XCB_ATOM_WINDOW, 0, 1);
  const Held<xcb_get_property_reply_t> reply(xcb_get_property_reply(server, cookie, nullptr));
  if (!reply || xcb_get_property_value_length(reply.get()) < 4) return XCB_WINDOW_NONE;
  return *static_cast<xcb_window_t*>(xcb_get_property_value(reply.get()));
}

}  // namespace

bool simulatesWindowManager() {
  return QGuiApplication::platformName() == QLatin1String("offscreen");
}

bool hasWindowManager() {
  xcb_connection_t* server = connection();
  if (server == nullptr) return true;
  // A window manager names a window of its own on the root, and the same on that window.
  const xcb_atom_t check = atom(server, "_NET_SUPPORTING_WM_CHECK");
  if (check == XCB_ATOM_NONE) return false;
  const xcb_window_t root = xcb_setup_roots_iterator(xcb_get_setup(server)).data->root;
  const xcb_window_t manager = windowProperty(server, root, check);
  return manager != XCB_WINDOW_NONE && windowProperty(server, manager, check) == manager;
}

bool stackAbove(QWindow* window, quint64 sibling) {
  xcb_connection_t* server = connection();
  if (server == nullptr) {
    window->raise();
    return true;
  }
  const auto other = static_cast<xcb_window_t>(sibling);
  const auto cookie = xcb_get_window_attributes(server, other);
  const Held<xcb_get_window_attributes_reply_t> reply(
      xcb_get_window_attributes_reply(server, cookie, nullptr));
  if (!reply) return false;
  const uint32_t values[] = {other, XCB_STACK_MODE_ABOVE};
  xcb_configure_window(server, static_cast<xcb_window_t>(window->winId()),
                       XCB_CONFIG_WINDOW_SIBLING | XCB_CONFIG_WINDOW_STACK_MODE, values);
  xcb_flush(server);
  return true;
}

}  // namespace runtime
