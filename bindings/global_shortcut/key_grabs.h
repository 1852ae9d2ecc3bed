#pragma once

#include <xcb/xcb.h>
#include <QAbstractNativeEventFilter>
#include <QObject>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace bindings {

// A key with modifiers, as X11 names it.
struct GlobalKey {
  uint32_t character = 0;  // the keysym that it gives, with Shift if it is held
  uint32_t bare = 0;       // without
  uint8_t place = 0;       // the keycode where no layout gives either, or 0
  bool shift = false;
  bool control = false;
  bool alt = false;
  bool alt_gr = false;
  bool meta = false;
};

// Keys of the X server that this program gets whoever has the keyboard, whatever CapsLock, NumLock,
// ScrollLock and the layout are. Released with the object.
class KeyGrabs : public QAbstractNativeEventFilter {
 public:
  // `pressed` is called from the event loop.
  KeyGrabs(xcb_connection_t* server, std::function<void(int id)> pressed);
  ~KeyGrabs() override;

  // False when another program has it, or the keyboard has no such key.
  bool grab(int id, const GlobalKey& key);
  void release(int id);

 protected:
  bool nativeEventFilter(const QByteArray& event_type, void* message, qintptr* result) override;

 private:
  struct Combination {
    xcb_keycode_t keycode;
    uint16_t modifiers;
    auto operator<=>(const Combination&) const = default;
  };

  void readKeyboard();
  // The keyboard is another one, or has another layout.
  void renew();
  uint16_t modifierWith(xcb_keysym_t keysym) const;
  std::set<xcb_keycode_t> keycodesOf(xcb_keysym_t keysym, int level) const;
  std::set<Combination> combinationsOf(const GlobalKey& key) const;
  bool grabAll(const std::set<Combination>& combinations);
  void releaseAll(const std::set<Combination>& combinations);
  std::vector<uint16_t> lockStates() const;

  xcb_connection_t* server_;
  xcb_window_t root_;
  uint8_t keyboard_event_ = 0;  // the number of XKB's events
  std::function<void(int)> pressed_;

  std::vector<xcb_keysym_t> keysyms_;  // of all keycodes, from first_keycode_ on
  xcb_keycode_t first_keycode_ = 0;
  int columns_ = 0;
  std::map<xcb_keycode_t, uint16_t> modifier_keys_;
  uint16_t locks_ = 0;  // modifiers that do not matter

  std::map<int, GlobalKey> wanted_;
  std::map<int, std::set<Combination>> held_;
  bool renewing_ = false;
  QObject anchor_;
};

}  // namespace bindings
