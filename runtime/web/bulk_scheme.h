#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QWebEngineUrlSchemeHandler>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace runtime {

class Page;

// What main sends to a page beside a message's text. The page fetches it by a request of its own
// (lib/js/renderer/bulk-inbox.js), once, under a name that nobody can guess. Chromium's IO thread reads it. A
// request that was stopped leaves it here. One per profile; GUI thread.
class BulkScheme : public QWebEngineUrlSchemeHandler {
 public:
  using Parts = std::vector<QByteArray>;

  // Before the first profile.
  static void registerScheme();
  // What stands before the name.
  static QString url();

  // The name for it.
  QString keep(const Page* page, Parts parts);
  // For a page whose request was given up.
  std::optional<Parts> take(const QString& name);
  // How much the page has not read yet.
  qint64 sizeFor(const Page* page) const;
  // All that the page has not fetched, but what is still to be sent to it.
  void drop(const Page* page, const std::vector<QString>& waiting);

  void requestStarted(QWebEngineUrlRequestJob* job) override;

 private:
  struct Entry {
    const Page* page;  // never dereferenced
    Parts parts;
    qint64 size;
    bool is_requested = false;
    bool is_read = false;
  };
  void onRead(const QString& name);
  void erase(const QString& name);
  void discount(const Entry& entry);

  std::map<QString, Entry> entries_;
  std::map<const Page*, qint64> sizes_;
  // Read by the engine, but perhaps not arrived yet.
  std::deque<std::pair<QString, qint64>> read_;
  qint64 read_size_ = 0;
};

}  // namespace runtime
