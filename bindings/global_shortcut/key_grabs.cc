#include "bindings/global_shortcut/key_grabs.h"

#include "runtime/web/x_server.h"

#include <QCoreApplication>
#include <utility>

namespace bindings {
namespace {

using runtime::x_server::Held;

constexpr xcb_keysym_t kNumLock = 0xff7f;
constexpr xcb_keysym_t kScrollLock = 0xff14;
constexpr xcb_keysym_t kAlt = 0xffe9;
constexpr xcb_keysym_t kSuper = 0xffeb;
constexpr xcb_keysym_t kLevel3 = 0xfe03;  // AltGr
constexpr uint16_t kModifiers = 0xff;     // the bits of an event's state that are modifiers
constexpr uint8_t kSent = 0x80;           // by another program, not by the keyboard
// Types of XKB's events.
constexpr uint8_t kNewKeyboard = 0;
constexpr uint8_t kNewMap = 1;

}  // namespace

KeyGrabs::KeyGrabs(xcb_connection_t* server, std::function<void(int)> pressed)
    : server_(server), root_(runtime::x_server::root(server)), pressed_(std::move(pressed)) {
  constexpr char kName[] = "XKEYBOARD";
  const Held<xcb_query_extension_reply_t> keyboard(
      xcb_query_extension_reply(server_, xcb_query_extension(server_, sizeof(kName) - 1, kName), nullptr));
  if (keyboard && keyboard->present != 0) keyboard_event_ = keyboard->first_event;
  readKeyboard();
  QCoreApplication::instance()->installNativeEventFilter(this);
}

KeyGrabs::~KeyGrabs() {
  if (QCoreApplication::instance() != nullptr) {
    QCoreApplication::instance()->removeNativeEventFilter(this);
    // With the application, its connection to the server is gone.
    for (const auto& [id, combinations] : held_) releaseAll(combinations);
    xcb_flush(server_);
  }
}

void KeyGrabs::readKeyboard() {
  const xcb_setup_t* setup = xcb_get_setup(server_);
  first_keycode_ = setup->min_keycode;
  const auto count = static_cast<uint8_t>(setup->max_keycode - setup->min_keycode + 1);
  const auto mapping_cookie = xcb_get_keyboard_mapping(server_, first_keycode_, count);
  const auto modifiers_cookie = xcb_get_modifier_mapping(server_);
  keysyms_.clear();
  modifier_keys_.clear();
  if (const Held<xcb_get_keyboard_mapping_reply_t> mapping(
          xcb_get_keyboard_mapping_reply(server_, mapping_cookie, nullptr));
      mapping) {
    columns_ = mapping->keysyms_per_keycode;
    const xcb_keysym_t* keysyms = xcb_get_keyboard_mapping_keysyms(mapping.get());
    keysyms_.assign(keysyms, keysyms + xcb_get_keyboard_mapping_keysyms_length(mapping.get()));
  }
  if (const Held<xcb_get_modifier_mapping_reply_t> modifiers(
          xcb_get_modifier_mapping_reply(server_, modifiers_cookie, nullptr));
      modifiers) {
    const xcb_keycode_t* keycodes = xcb_get_modifier_mapping_keycodes(modifiers.get());
    for (int index = 0; index < xcb_get_modifier_mapping_keycodes_length(modifiers.get()); ++index) {
      const int bit = index / modifiers->keycodes_per_modifier;
      if (keycodes[index] != 0) modifier_keys_[keycodes[index]] |= static_cast<uint16_t>(1 << bit);
    }
  }
  locks_ = XCB_MOD_MASK_LOCK | modifierWith(kNumLock) | modifierWith(kScrollLock);
}

uint16_t KeyGrabs::modifierWith(xcb_keysym_t keysym) const {
  for (const xcb_keycode_t keycode : keycodesOf(keysym, -1)) {
    const auto found = modifier_keys_.find(keycode);
    if (found != modifier_keys_.end()) return found->second;
  }
  return 0;
}

// `level`: 0 without Shift, 1 with it, -1 however. The columns are the levels of the first layout and of the
// second, and then whatever there is more.
std::set<xcb_keycode_t> KeyGrabs::keycodesOf(xcb_keysym_t keysym, int level) const {
  std::set<xcb_keycode_t> result;
  for (size_t index = 0; index < keysyms_.size(); ++index) {
    if (keysyms_[index] != keysym) continue;
    const int column = static_cast<int>(index) % columns_;
    if (level >= 0 && column % 2 != level) continue;
    result.insert(static_cast<xcb_keycode_t>(first_keycode_ + static_cast<int>(index) / columns_));
  }
  return result;
}

std::set<KeyGrabs::Combination> KeyGrabs::combinationsOf(const GlobalKey& key) const {
  uint16_t modifiers = 0;
  if (key.control) modifiers |= XCB_MOD_MASK_CONTROL;
  if (key.alt) modifiers |= modifierWith(kAlt);
  if (key.alt_gr) modifiers |= modifierWith(kLevel3);
  if (key.meta) modifiers |= modifierWith(kSuper);
  const uint16_t with_shift = modifiers | XCB_MOD_MASK_SHIFT;
  const uint16_t asked = key.shift ? with_shift : modifiers;
  std::set<Combination> result;
  if (key.character != key.bare) {
    // What one layout gives with Shift, another one gives without.
    for (const xcb_keycode_t keycode : keycodesOf(key.character, 1)) result.insert({keycode, with_shift});
    for (const xcb_keycode_t keycode : keycodesOf(key.character, 0)) result.insert({keycode, modifiers});
    if (!result.empty()) return result;
  }
  for (const int level : {0, 1}) {
    for (const xcb_keycode_t keycode : keycodesOf(key.bare, level)) result.insert({keycode, asked});
    if (!result.empty()) return result;
  }
  if (key.place != 0) result.insert({key.place, asked});
  return result;
}

std::vector<uint16_t> KeyGrabs::lockStates() const {
  std::vector<uint16_t> result;
  for (uint16_t state = 0; state <= kModifiers; ++state) {
    if ((state & ~locks_) == 0) result.push_back(state);
  }
  return result;
}

bool KeyGrabs::grabAll(const std::set<Combination>& combinations) {
  std::vector<xcb_void_cookie_t> cookies;
  for (const auto& [keycode, modifiers] : combinations) {
    for (const uint16_t locks : lockStates()) {
      cookies.push_back(xcb_grab_key_checked(server_, 0, root_, modifiers | locks, keycode,
                                             XCB_GRAB_MODE_ASYNC, XCB_GRAB_MODE_ASYNC));
    }
  }
  bool granted = !cookies.empty();
  for (const xcb_void_cookie_t& cookie : cookies) {
    const Held<xcb_generic_error_t> error(xcb_request_check(server_, cookie));
    granted = granted && !error;
  }
  if (!granted) releaseAll(combinations);
  return granted;
}

void KeyGrabs::releaseAll(const std::set<Combination>& combinations) {
  for (const auto& [keycode, modifiers] : combinations) {
    for (const uint16_t locks : lockStates()) xcb_ungrab_key(server_, keycode, root_, modifiers | locks);
  }
}

bool KeyGrabs::grab(int id, const GlobalKey& key) {
  const std::set<Combination> combinations = combinationsOf(key);
  // Two accelerators may be one key; that of the first stays.
  for (const auto& [other, held] : held_) {
    for (const Combination& combination : combinations) {
      if (held.contains(combination)) return false;
    }
  }
  if (!grabAll(combinations)) return false;
  wanted_[id] = key;
  held_[id] = combinations;
  return true;
}

void KeyGrabs::release(int id) {
  const auto found = held_.find(id);
  if (found != held_.end()) releaseAll(found->second);
  held_.erase(id);
  wanted_.erase(id);
  xcb_flush(server_);
}

void KeyGrabs::renew() {
  for (const auto& [id, combinations] : held_) releaseAll(combinations);
  held_.clear();
  readKeyboard();
  for (const auto& [id, key] : wanted_) {
    const std::set<Combination> combinations = combinationsOf(key);
    if (grabAll(combinations)) held_[id] = combinations;
  }
}

bool KeyGrabs::nativeEventFilter(const QByteArray& event_type, void* message, qintptr*) {
  if (event_type != "xcb_generic_event_t") return false;
  const auto* event = static_cast<xcb_generic_event_t*>(message);
  const bool is_layout = event->response_type == XCB_MAPPING_NOTIFY ||
                         (keyboard_event_ != 0 && event->response_type == keyboard_event_ &&
                          (event->pad0 == kNewKeyboard || event->pad0 == kNewMap));
  if (is_layout && !renewing_) {
    renewing_ = true;
    QMetaObject::invokeMethod(
        &anchor_,
        [this] {
          renewing_ = false;
          renew();
        },
        Qt::QueuedConnection);
  }
  if ((event->response_type & ~kSent) != XCB_KEY_PRESS || (event->response_type & kSent) != 0) return false;
  const auto* press = static_cast<xcb_key_press_event_t*>(message);
  if (press->event != root_) return false;
  const Combination combination{press->detail, static_cast<uint16_t>(press->state & kModifiers & ~locks_)};
  for (const auto& [id, combinations] : held_) {
    if (!combinations.contains(combination)) continue;
    QMetaObject::invokeMethod(
        &anchor_, [this, id = id] { pressed_(id); }, Qt::QueuedConnection);
    return true;
  }
  return false;
}

}  // namespace bindings
