#pragma once

#include <QJsonObject>
#include <QPointer>
#include <QStringList>
#include <functional>
#include <map>

class QWebEnginePage;

namespace runtime {

// A line of Chromium's DevTools protocol to one page, without a port: the page's inspector, emptied before it
// loads anything of itself, hands commands on, and answers back. That is a page which nobody sees, of some
// 40 ms and a few MB. A page has one inspector: DevTools need its place. Ended before the page it speaks to;
// GUI thread.
class PageProtocol {
 public:
  // An answer, with `result` or `error`, or an event, with `method` and `params`.
  using Listener = std::function<void(const QJsonObject& message)>;

  explicit PageProtocol(QWebEnginePage* page);
  ~PageProtocol();
  PageProtocol(const PageProtocol&) = delete;
  PageProtocol& operator=(const PageProtocol&) = delete;

  // A command, in its turn. What a command sets lasts as long as the line, in all documents of the page.
  // `done` gets its answer, once, or nothing when the line ends before. `session` is that of a target which
  // was attached to with Target.setAutoAttach; the page's own is empty.
  void send(const QString& method,
            const QJsonObject& parameters,
            Listener done = nullptr,
            const QString& session = {});
  // Gets the events. Without it they do not leave the inspector. It may end the line.
  void setListener(Listener listener);

 private:
  class Inspector;
  void run(const QString& script);
  void onReady();
  void onMessage(const QString& text);

  QPointer<Inspector> inspector_;
  QStringList waiting_;
  std::map<int, Listener> asked_;
  Listener listener_;
  bool is_ready_ = false;
  int last_id_ = 0;
};

}  // namespace runtime
