#include "runtime/web/x_server.h"

#include <QGuiApplication>
#include <QWindow>
#include <algorithm>
#include <cstring>

namespace runtime::x_server {

xcb_connection_t* connection() {
  const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
  return x11 != nullptr ? x11->connection() : nullptr;
}

xcb_window_t root(xcb_connection_t* server) {
  return xcb_setup_roots_iterator(xcb_get_setup(server)).data->root;
}

xcb_window_t idOf(const QWindow& window) {
  return static_cast<xcb_window_t>(window.winId());
}

xcb_atom_t atom(xcb_connection_t* server, const char* name, bool create) {
  const auto cookie = xcb_intern_atom(server, create ? 0 : 1, static_cast<uint16_t>(std::strlen(name)), name);
  const Held<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(server, cookie, nullptr));
  return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

std::vector<uint32_t> property(xcb_connection_t* server,
                               xcb_window_t window,
                               xcb_atom_t name,
                               xcb_atom_t type) {
  constexpr uint32_t kLongest = 1024;
  const auto cookie = xcb_get_property(server, 0, window, name, type, 0, kLongest);
  const Held<xcb_get_property_reply_t> reply(xcb_get_property_reply(server, cookie, nullptr));
  if (!reply || reply->format != 32) return {};
  const auto length = static_cast<size_t>(xcb_get_property_value_length(reply.get())) / sizeof(uint32_t);
  std::vector<uint32_t> values(length);
  std::copy_n(static_cast<const uint32_t*>(xcb_get_property_value(reply.get())), length, values.begin());
  return values;
}

void setProperty(xcb_connection_t* server,
                 xcb_window_t window,
                 xcb_atom_t name,
                 xcb_atom_t type,
                 const std::vector<uint32_t>& values) {
  if (values.empty()) {
    xcb_delete_property(server, window, name);
  } else {
    xcb_change_property(server, XCB_PROP_MODE_REPLACE, window, name, type, 32,
                        static_cast<uint32_t>(values.size()), values.data());
  }
  xcb_flush(server);
}

void ask(xcb_connection_t* server,
         xcb_window_t window,
         xcb_atom_t what,
         uint32_t first,
         uint32_t second,
         uint32_t third,
         uint32_t fourth,
         uint32_t fifth) {
  xcb_client_message_event_t event = {};
  event.response_type = XCB_CLIENT_MESSAGE;
  event.format = 32;
  event.window = window;
  event.type = what;
  const uint32_t data[] = {first, second, third, fourth, fifth};
  std::copy(std::begin(data), std::end(data), event.data.data32);
  xcb_send_event(server, 0, root(server),
                 XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY | XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT,
                 reinterpret_cast<const char*>(&event));
  xcb_flush(server);
}

}  // namespace runtime::x_server
