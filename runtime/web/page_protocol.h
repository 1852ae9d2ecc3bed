#pragma once

#include <QJsonObject>
#include <QPointer>
#include <QStringList>

class QWebEnginePage;

namespace runtime {

// A line of Chromium's DevTools protocol to one page, without a port: the page's inspector, emptied before it
// loads anything of itself, hands commands on. That is a page which nobody sees, of some 40 ms and a few MB.
// A page has one inspector: DevTools need its place. Ended before the page it speaks to.
class PageProtocol {
 public:
  explicit PageProtocol(QWebEnginePage* page);
  ~PageProtocol();
  PageProtocol(const PageProtocol&) = delete;
  PageProtocol& operator=(const PageProtocol&) = delete;

  // A command, in its turn; what it answers is not heard. What a command sets lasts as long as the line, in
  // all documents of the page.
  void send(const QString& method, const QJsonObject& parameters);

 private:
  class Inspector;
  void onReady();

  QPointer<Inspector> inspector_;
  QStringList waiting_;
  bool is_ready_ = false;
  int last_id_ = 0;
};

}  // namespace runtime
