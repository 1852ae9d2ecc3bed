#include "runtime/web/window_hints.h"

#include "runtime/web/x_server.h"

#include <QGuiApplication>
#include <QWindow>
#include <algorithm>
#include <cmath>

namespace runtime {
namespace {

constexpr uint32_t kAllDesktops = 0xFFFFFFFF;
// Of the Inter-Client Communication Conventions Manual.
constexpr uint32_t kUrgencyHint = 1 << 8;
constexpr size_t kWmHintsLength = 9;
constexpr uint32_t kAspectHint = 1 << 7;
constexpr size_t kSizeHintsLength = 18;
constexpr size_t kMinAspect = 11;  // width, height; then the same as the maximum
constexpr uint32_t kFromApplication = 1;

}  // namespace

void WindowHints::setType(const QString& type) {
  type_ = type;
  applyType();
}

void WindowHints::applyType() {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr || type_.isEmpty()) return;
  const QByteArray name = "_NET_WM_WINDOW_TYPE_" + type_.toUpper().toLatin1();
  x_server::setProperty(server, x_server::idOf(*window_), x_server::atom(server, "_NET_WM_WINDOW_TYPE", true),
                        XCB_ATOM_ATOM, {x_server::atom(server, name.constData(), true)});
}

void WindowHints::setSkipTaskbar(bool on) {
  skip_taskbar_ = on;
  applyTaskbar();
}

void WindowHints::applyTaskbar() {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return;
  const xcb_atom_t states = x_server::atom(server, "_NET_WM_STATE", true);
  const xcb_atom_t skip = x_server::atom(server, "_NET_WM_STATE_SKIP_TASKBAR", true);
  const xcb_window_t id = x_server::idOf(*window_);
  if (mapped_) {
    x_server::ask(server, id, states, skip_taskbar_ ? 1 : 0, skip, 0, kFromApplication);
    return;
  }
  std::vector<uint32_t> atoms = x_server::property(server, id, states, XCB_ATOM_ATOM);
  std::erase(atoms, skip);
  if (skip_taskbar_) atoms.push_back(skip);
  x_server::setProperty(server, id, states, XCB_ATOM_ATOM, atoms);
}

void WindowHints::setOnAllDesktops(bool on) {
  if (on_all_desktops_ == on) return;
  on_all_desktops_ = on;
  applyDesktop();
}

void WindowHints::applyDesktop() {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return;
  const xcb_atom_t desktop = x_server::atom(server, "_NET_WM_DESKTOP", true);
  const xcb_window_t id = x_server::idOf(*window_);
  if (!mapped_) {
    x_server::setProperty(server, id, desktop, XCB_ATOM_CARDINAL,
                          on_all_desktops_ ? std::vector<uint32_t>{kAllDesktops} : std::vector<uint32_t>());
    return;
  }
  const auto current =
      x_server::property(server, x_server::root(server), x_server::atom(server, "_NET_CURRENT_DESKTOP", true),
                         XCB_ATOM_CARDINAL);
  x_server::ask(server, id, desktop,
                on_all_desktops_  ? kAllDesktops
                : current.empty() ? 0
                                  : current.front(),
                kFromApplication);
}

void WindowHints::setUrgent(bool on) {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return;
  const xcb_window_t id = x_server::idOf(*window_);
  auto hints = x_server::property(server, id, XCB_ATOM_WM_HINTS, XCB_ATOM_WM_HINTS);
  hints.resize(kWmHintsLength);
  hints[0] = on ? hints[0] | kUrgencyHint : hints[0] & ~kUrgencyHint;
  x_server::setProperty(server, id, XCB_ATOM_WM_HINTS, XCB_ATOM_WM_HINTS, hints);
}

void WindowHints::setAspectRatio(double ratio) {
  aspect_ratio_ = ratio > 0 && std::isfinite(ratio) ? ratio : 0;
  has_aspect_ratio_ = has_aspect_ratio_ || aspect_ratio_ > 0;
  applyAspectRatio();
}

void WindowHints::applyAspectRatio() {
  if (!has_aspect_ratio_) return;
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return;
  const xcb_window_t id = x_server::idOf(*window_);
  auto hints = x_server::property(server, id, XCB_ATOM_WM_NORMAL_HINTS, XCB_ATOM_WM_SIZE_HINTS);
  hints.resize(kSizeHintsLength);
  if (aspect_ratio_ == 0 && (hints[0] & kAspectHint) == 0) return;
  hints[0] = aspect_ratio_ > 0 ? hints[0] | kAspectHint : hints[0] & ~kAspectHint;
  constexpr double kDenominator = 10000;
  const double numerator = std::clamp(std::round(aspect_ratio_ * kDenominator), 0.0, 2e9);
  for (const size_t at : {kMinAspect, kMinAspect + 2}) {
    hints[at] = static_cast<uint32_t>(numerator);
    hints[at + 1] = aspect_ratio_ > 0 ? static_cast<uint32_t>(kDenominator) : 0;
  }
  x_server::setProperty(server, id, XCB_ATOM_WM_NORMAL_HINTS, XCB_ATOM_WM_SIZE_HINTS, hints);
  has_aspect_ratio_ = aspect_ratio_ > 0;
}

void WindowHints::setShadow(bool on) {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return;
  x_server::setProperty(server, x_server::idOf(*window_), x_server::atom(server, "_COMPTON_SHADOW", true),
                        XCB_ATOM_CARDINAL, {on ? 1U : 0U});
}

void WindowHints::setDarkFrame() {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return;
  constexpr char kDark[] = "dark";
  xcb_change_property(server, XCB_PROP_MODE_REPLACE, x_server::idOf(*window_),
                      x_server::atom(server, "_GTK_THEME_VARIANT", true),
                      x_server::atom(server, "UTF8_STRING", true), 8, sizeof(kDark) - 1, kDark);
}

void WindowHints::showSystemMenu(int x, int y) {
  xcb_connection_t* server = x_server::connection();
  if (server == nullptr) return;
  const xcb_atom_t menu = x_server::atom(server, "_GTK_SHOW_WINDOW_MENU");
  if (menu == XCB_ATOM_NONE) return;
  xcb_ungrab_pointer(server, XCB_CURRENT_TIME);
  constexpr uint32_t kMasterPointer = 2;
  x_server::ask(server, x_server::idOf(*window_), menu, kMasterPointer, static_cast<uint32_t>(x),
                static_cast<uint32_t>(y));
}

void WindowHints::beforeMapped() {
  if (skip_taskbar_) applyTaskbar();
  if (on_all_desktops_) applyDesktop();
  mapped_ = true;
}

void WindowHints::afterMapped() {
  if (!mapped_) return;
  if (skip_taskbar_) applyTaskbar();
  if (on_all_desktops_) applyDesktop();
}

}  // namespace runtime
