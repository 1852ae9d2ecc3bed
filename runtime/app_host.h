#pragma once

#include "runtime/include/runtime/runtime.h"

#include <QString>

namespace runtime {

class CommandLine;
class Profiles;
struct AppManifest;

// The running application as bindings see it. Implemented by Application.
class AppHost {
 public:
  virtual ~AppHost() = default;
  virtual void reportError(const Error& error) = 0;
  // Leaves the event loop; run() returns `code`. JavaScript that is running goes on until it returns.
  virtual void exit(int code) = 0;
  virtual CommandLine& commandLine() = 0;
  virtual const AppManifest& manifest() const = 0;
  // Starts the web engine with the switches as they are now. Once, before the first page.
  virtual void startEngine(const QString& user_data) = 0;
  // Null before startEngine().
  virtual Profiles* profiles() = 0;
};

}  // namespace runtime
