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
  // What the web engine is started with. Once, before profiles().
  virtual void setUpEngine(const QString& user_data, const QString& user_agent) = 0;
  // Of all pages that are not told otherwise.
  virtual void setUserAgent(const QString& user_agent) = 0;
  // Where the engine looks for dictionaries of its spell checker (NAME.bdic).
  virtual QString dictionaryFolder() = 0;
  // The first call starts the web engine, with the switches as they are then. Null before setUpEngine().
  virtual Profiles* profiles() = 0;
  virtual bool isEngineRunning() const = 0;
};

}  // namespace runtime
