#pragma once

#include <xcb/xcb.h>
#include <cstdlib>
#include <memory>
#include <vector>

class QWindow;

namespace runtime::x_server {

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
template <typename Reply>
using Held = std::unique_ptr<Reply, Free>;

// Null where Qt does not speak to an X server.
xcb_connection_t* connection();
xcb_window_t root(xcb_connection_t* server);
xcb_window_t idOf(const QWindow& window);

// XCB_ATOM_NONE when nobody has made it and `create` is false.
xcb_atom_t atom(xcb_connection_t* server, const char* name, bool create = false);

// A property of 32 bit units; empty when there is none of that type.
std::vector<uint32_t> property(xcb_connection_t* server,
                               xcb_window_t window,
                               xcb_atom_t name,
                               xcb_atom_t type);
void setProperty(xcb_connection_t* server,
                 xcb_window_t window,
                 xcb_atom_t name,
                 xcb_atom_t type,
                 const std::vector<uint32_t>& values);

// Asks the window manager for a change of a window that it manages.
void ask(xcb_connection_t* server,
         xcb_window_t window,
         xcb_atom_t what,
         uint32_t first,
         uint32_t second = 0,
         uint32_t third = 0,
         uint32_t fourth = 0,
         uint32_t fifth = 0);

}  // namespace runtime::x_server
