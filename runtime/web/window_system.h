#pragma once

#include <QRect>
#include <QWindow>

namespace runtime {

// Without a display, Qt plays the window manager: it grants every state, and activates every window that is
// shown.
bool simulatesWindowManager();

// Whether somebody answers to maximize, full screen and the like: false on an X server without a window
// manager.
bool hasWindowManager();

// Stacks `window` right above the native window `sibling`, where the system can. False when there is no such
// window.
bool stackAbove(QWindow* window, quint64 sibling);

}  // namespace runtime
