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
  // A message of the engine's, JSON: the answer to a command, with its `id`, or an event. "" when the line
  // has broken: nothing comes any more. It may end the line.
  using Listener = std::function<void(const QString& message)>;

  PageProtocol(QWebEnginePage* page, Listener listener);
  ~PageProtocol();
  PageProtocol(const PageProtocol&) = delete;
  PageProtocol& operator=(const PageProtocol&) = delete;

  // A command, JSON, in its turn. What a command sets lasts as long as the line or the session, in all
  // documents of the page.
  void send(const QString& message);
  // The domains, such as "Network", whose events are handed on from here on, those of a session's children
  // aside; "*" means all. `session` is one that Target.attachToTarget made, or "", of which none are at
  // first.
  void hear(const QString& session, const QStringList& domains);

 private:
  class Inspector;
  void open();
  void look();
  void onLooked(bool is_emptied);
  void run(const QString& script);

  QPointer<QWebEnginePage> page_;
  QPointer<Inspector> inspector_;
  QStringList waiting_;
  Listener listener_;
  bool is_ready_ = false;
};

}  // namespace runtime
