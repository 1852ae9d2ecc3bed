#pragma once

#include "runtime/web/bulk_scheme.h"
#include "runtime/web/memory_trimmer.h"
#include "runtime/web/spare_page.h"
#include "runtime/web/sync_scheme.h"

#include <QString>
#include <QWebEngineProfile>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace runtime {

class Page;
class PageDelegate;

// The engine's profiles, one a partition. Created by Application after the command line is final: the first
// profile starts the engine. A page is its profile's child, and must be gone before
// it.
class Profiles {
 public:
  // `user_data` is where the default profile and the "persist:" ones keep their data.
  explicit Profiles(QString user_data);
  // `visit` gets each page of that partition, those that are there and all that come. For as long as the
  // profiles live.
  void watchPages(const QString& partition, std::function<void(Page*)> visit);
  // Without it, each page starts a process when it is loaded.
  void keepSparePage();

  // "" is the default partition, "persist:NAME" one on disk, "path:/FOLDER" one in that folder, any other
  // name one in memory.
  QWebEngineProfile* get(const QString& partition);
  // A new page of that partition. The default one's may have its process already, unless `own_process` is
  // false: pages that another page opens live in that one's.
  Page* newPage(const QString& partition, PageDelegate* delegate, bool own_process);
  // Of the process that waits for the next window; 0 when there is none.
  qint64 spareProcessId() const { return spare_ ? spare_->processId() : 0; }
  // The app ends.
  void dropSparePage() { spare_.reset(); }
  // When the app ends: lets the pages go that were retired and still print.
  void awaitPages();
  // Of all of them, those to come too.
  void setUserAgent(const QString& user_agent);
  // What answers the pages of that profile in fullscreen.
  SyncScheme& syncScheme(const QString& partition) { return *profiles_.at(partition).sync_scheme; }
  // To be told when a page ends or has another document.
  MemoryTrimmer& memory() { return memory_; }

  // What the pages of that profile fetch.
  BulkScheme& bulkScheme(const QString& partition) { return *profiles_.at(partition).bulk_scheme; }

 private:
  // The handlers are installed in the profile, which goes first.
  struct Entry {
    std::unique_ptr<SyncScheme> sync_scheme;
    std::unique_ptr<BulkScheme> bulk_scheme;
    std::unique_ptr<QWebEngineProfile> profile;
    std::vector<std::function<void(Page*)>> visitors;
  };
  Entry create(const QString& partition) const;
  bool hasPages() const;

  QString user_data_;
  QString user_agent_;
  std::map<QString, Entry> profiles_;
  MemoryTrimmer memory_;
  std::unique_ptr<SparePage> spare_;  // its page goes before its profile
};

}  // namespace runtime
