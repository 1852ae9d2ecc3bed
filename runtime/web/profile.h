#pragma once

#include "runtime/web/memory_trimmer.h"
#include "runtime/web/sync_scheme.h"

#include <QString>
#include <QWebEngineProfile>
#include <map>
#include <memory>

namespace runtime {

// The engine's profiles, one a partition. Created by Application after the command line is final: the first
// profile starts the engine. A page is its profile's child, and must be gone
// before it.
class Profiles {
 public:
  // `user_data` is where the default profile and the "persist:" ones keep their data.
  explicit Profiles(QString user_data);

  // "" is the default partition, "persist:NAME" one on disk, "path:/FOLDER" one in that folder, any other
  // name one in memory.
  QWebEngineProfile* get(const QString& partition);
  // When the app ends: lets the pages go that were retired and still print.
  void awaitPages();
  // Of all of them, those to come too.
  void setUserAgent(const QString& user_agent);
  // What answers the pages of that profile in fullscreen.
  SyncScheme& syncScheme(const QString& partition) { return *profiles_.at(partition).sync_scheme; }
  // To be told when a page ends or has another document.
  MemoryTrimmer& memory() { return memory_; }

 private:
  // The handler is installed in the profile, which goes first.
  struct Entry {
    std::unique_ptr<SyncScheme> sync_scheme;
    std::unique_ptr<QWebEngineProfile> profile;
  };
  Entry create(const QString& partition) const;
  bool hasPages() const;

  QString user_data_;
  QString user_agent_;
  std::map<QString, Entry> profiles_;
  MemoryTrimmer memory_;
};

}  // namespace runtime
