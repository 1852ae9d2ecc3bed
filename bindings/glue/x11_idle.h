#pragma once

#include <optional>

namespace bindings {

// The X server's screen saver extension, whose library is loaded when it is first used.

// Seconds since the user's last input; nothing without an X server.
std::optional<double> x11IdleSeconds();

// Keeps the X server from blanking the screen; calls are counted by it, and it forgets them when the program
// ends.
void suspendX11ScreenSaver(bool suspend);

}  // namespace bindings
