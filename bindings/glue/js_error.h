#pragma once

#include <stdexcept>
#include <string>

namespace bindings {

// Thrown by a binding's method; the trampoline in object_template.h turns it into the JavaScript error of
// that class.
class JsError : public std::runtime_error {
 public:
  enum class Kind { kError, kTypeError, kRangeError };

  JsError(Kind kind, const std::string& text) : std::runtime_error(text), kind_(kind) {}
  explicit JsError(const std::string& text) : JsError(Kind::kError, text) {}

  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace bindings
