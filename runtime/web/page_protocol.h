#pragma once

#include <QPointer>
#include <QStringList>
#include <functional>

class QWebEnginePage;

namespace runtime {

// A line of Chromium's DevTools protocol to one page, without a port: the page's inspector, emptied before it
// loads anything of itself, hands messages on. That is a page which nobody sees, of some 40 ms and a few MB.
// A page has one inspector: DevTools need its place. Ended before the page it speaks to; GUI thread.
class PageProtocol {
 public:
  // A message of the engine's, JSON: the answer to a command, with its `id`, or an event. It may end the
  // line.
  using Listener = std::function<void(const QString& message)>;

  PageProtocol(QWebEnginePage* page, Listener listener);
  ~PageProtocol();
  PageProtocol(const PageProtocol&) = delete;
  PageProtocol& operator=(const PageProtocol&) = delete;

  // A command, JSON, in its turn. What a command sets lasts as long as the line, in all documents of the
  // page.
  void send(const QString& message);
  // The domains, such as "Network", whose events are handed on from here on; "*" means all. None at first.
  void hear(const QStringList& domains);

 private:
  class Inspector;
  void run(const QString& script);
  void onReady();

  QPointer<Inspector> inspector_;
  QStringList waiting_;
  Listener listener_;
  bool is_ready_ = false;
};

}  // namespace runtime
