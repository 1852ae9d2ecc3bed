#pragma once

#include "runtime/app_host.h"
#include "runtime/app_manifest.h"
#include "runtime/command_line.h"
#include "runtime/node/node_host.h"
#include "runtime/web/profile.h"

#include <QApplication>
#include <memory>

namespace runtime {

// Owns the parts of a running app, in construction order, and the way from argv to the exit code. One per
// process, on the GUI thread.
class Application : public AppHost {
 public:
  // The runtime's own bindings, and what deletes every native object they made: called while JavaScript's
  // heap still exists, after the last event.
  struct BindingSet {
    std::vector<LinkedBinding> bindings;
    std::function<void()> release;
  };
  using BindingsFactory = std::function<BindingSet(NodeHost&, AppHost&)>;

  Application(Options options, BindingsFactory bindings);
  ~Application() override;

  bool start();
  int run();
  int exitCode() const { return exit_code_; }

  void reportError(const Error& error) override;
  void exit(int code) override;
  CommandLine& commandLine() override { return command_line_; }
  const AppManifest& manifest() const override { return manifest_; }
  void setUpEngine(const QString& user_data, const QString& user_agent) override;
  void setUserAgent(const QString& user_agent) override;
  QString dictionaryFolder() override;
  Profiles* profiles() override;
  bool isEngineRunning() const override { return profiles_ != nullptr; }

 private:
  bool fail(Error::Kind kind, const std::string& message, int code);
  bool answerQuestion();
  bool findManifest();
  bool electronVersionText(std::string* text);
  bool checkSystem();
  bool paintsInSoftware() const;
  bool startGui();
  bool startNode();
  void stop();

  Options options_;
  BindingsFactory bindings_factory_;
  std::function<void()> release_bindings_;
  CommandLine command_line_;
  AppManifest manifest_;
  int exit_code_ = 0;
  bool started_ = false;
  bool exiting_ = false;
  bool engine_is_set_up_ = false;
  QString user_data_;
  QString user_agent_;

  int qt_argc_ = 1;
  char* qt_argv_[2] = {};
  std::unique_ptr<QApplication> qt_;
  NodeHost node_;
  std::unique_ptr<Profiles> profiles_;
};

}  // namespace runtime
