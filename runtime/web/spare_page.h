#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

class QWebEngineProfile;

namespace runtime {

class Page;

// A page with a process of its own that shows nothing yet, for the next window: starting a process is most of
// what a window's first page takes. It is made while nothing is loaded, once some page was, and deleted when
// nobody has wanted it for long. Owned by Profiles; GUI thread.
class SparePage : public QObject {
 public:
  explicit SparePage(QWebEngineProfile* profile);
  ~SparePage() override;

  // The page, which is the caller's from now on, or null when there is none. It has no delegate and no
  // script, and has loaded nothing.
  Page* take();
  // A page of the profile has begun or ended to load: there may be need for a spare one soon.
  void noteLoad();
  // No spare page from here on.
  void stop();
  // 0 when there is none.
  qint64 processId() const;

 private:
  void make();
  void drop();

  QWebEngineProfile* profile_;
  QPointer<Page> page_;
  QTimer idle_;    // runs out when nothing was loaded for a while
  QTimer unused_;  // runs out when nobody wanted the page
  bool stopped_ = false;
};

}  // namespace runtime
