#include "runtime/web/page_link.h"

#include <doctest/doctest.h>
#include <QJsonObject>
#include <QMetaProperty>
#include <QRegularExpression>
#include <QWebChannelAbstractTransport>
#include <functional>
#include <set>

using runtime::PageLink;

namespace {

// A page's end of the web channel.
class Transport : public QWebChannelAbstractTransport {
 public:
  explicit Transport(PageLink& link) {
    link.channel().connectTo(this);
    attach();
  }

  // What each document says first.
  void attach() {
    receive({{QStringLiteral("type"), 9},
             {QStringLiteral("object"), QStringLiteral("link")},
             {QStringLiteral("property"), PageLink::attachedIndex()},
             {QStringLiteral("value"), true}});
  }

  void receive(const QString& text) { receive({{QString(), text}}); }
  void receive(const QJsonObject& message) { Q_EMIT messageReceived(message, this); }

  void sendMessage(const QJsonObject& message) override {
    const QString text = message.value(QString()).toString();
    sent << text;
    if (on_sent) on_sent(text);
  }

  QStringList sent;
  std::function<void(const QString&)> on_sent;
};

}  // namespace

TEST_CASE("tokens are 128 random bits as hexadecimal text") {
  std::set<QString> seen;
  for (int i = 0; i < 1000; ++i) {
    const QString token = runtime::randomToken();
    CHECK(token.size() == 32);
    CHECK(token.indexOf(QRegularExpression(QStringLiteral("^[0-9a-f]{32}$"))) == 0);
    seen.insert(token);
  }
  CHECK(seen.size() == 1000);
}

TEST_CASE("a message without the link's tag is dropped") {
  PageLink link;
  Transport page(link);
  QStringList received;
  link.setHandlers([&](const QString& text) { received << text; }, nullptr);
  page.receive(QStringLiteral("hello"));
  page.receive(QString());
  page.receive(runtime::randomToken() + QStringLiteral("hello"));
  CHECK(received.isEmpty());
  page.receive(link.tag() + QStringLiteral("hello"));
  CHECK(received == QStringList{QStringLiteral("hello")});
}

TEST_CASE("a link without handlers drops what comes and answers nothing") {
  PageLink link;
  Transport page(link);
  page.receive(link.tag() + QStringLiteral("x"));
  CHECK(link.handleSync(QStringLiteral("x")).isNull());
}

TEST_CASE("each document attaches, and the page may go first") {
  PageLink link;
  QStringList received;
  link.setHandlers([&](const QString& text) { received << text; }, nullptr);
  link.send(QStringLiteral("to nobody"));
  {
    Transport page(link);
    page.attach();
    page.receive(link.tag() + QStringLiteral("once"));
    link.send(QStringLiteral("x"));
    CHECK(received == QStringList{QStringLiteral("once")});
    CHECK(page.sent == QStringList{link.tag() + QStringLiteral("x")});
  }
  link.send(QStringLiteral("to nobody"));
  Transport next(link);
  link.send(QStringLiteral("y"));
  CHECK(next.sent == QStringList{link.tag() + QStringLiteral("y")});
}

TEST_CASE("the page is told an index that exists") {
  const QMetaObject& type = PageLink::staticMetaObject;
  CHECK(QByteArray(type.property(PageLink::attachedIndex()).name()) == "attached");
}

TEST_CASE("texts that came together are delivered one by one, and what is replied to them goes together") {
  PageLink link;
  QStringList received;
  Transport page(link);
  link.setHandlers(
      [&](const QString& text) {
        received << text;
        link.reply(QStringLiteral("re ") + text);
      },
      nullptr);
  page.receive(link.tag() + QStringLiteral("*2,9,2:j1g2:[]tailj3"));
  CHECK(received == QStringList{QStringLiteral("j1"), QStringLiteral("g2:[]tail"), QStringLiteral("j3")});
  CHECK(page.sent == QStringList{link.tag() + QStringLiteral("*5,12,5:re j1re g2:[]tailre j3")});
  page.receive(runtime::randomToken() + QStringLiteral("*2:j4"));
  CHECK(received.size() == 3);
}

TEST_CASE("the marks of a text stand for what JSON would escape") {
  PageLink link;
  Transport page(link);
  QStringList received;
  link.setHandlers([&](const QString& text) { received << text; }, nullptr);
  page.receive(link.tag() + QStringLiteral(u"~j[\u007fa\u0080n\u0081\u007f]"));
  page.receive(link.tag() + QStringLiteral(u"~*3,2:j\u007f\u007fju"));
  page.receive(link.tag() + QStringLiteral(u"j\u007f"));
  CHECK(received == QStringList{QStringLiteral("j[\"a\\n\n\"]"), QStringLiteral("j\"\""),
                                QStringLiteral("ju"), QStringLiteral(u"j\u007f")});
}

TEST_CASE("joined texts come apart again, and malformed ones give what they hold") {
  using runtime::joinTexts;
  using runtime::splitTexts;
  const QStringList texts{QStringLiteral("j1"), QString(), QStringLiteral("a:b,c*")};
  CHECK(joinTexts(texts) == QStringLiteral("*2,0,6:j1a:b,c*"));
  CHECK(splitTexts(joinTexts(texts)) == texts);
  for (const char16_t* bad : {u"*", u"*:", u"*-1:x", u"*5:x", u"*99999999999999999999:x", u"*1"}) {
    CHECK(splitTexts(QStringView(bad)).join(QString()).isEmpty());
  }
  CHECK(splitTexts(u"*1,x,1:abc") == QStringList{QStringLiteral("a"), QString(), QStringLiteral("b")});
}

TEST_CASE(
    "what is sent goes after the replies that wait, and a synchronous message after the texts that wait") {
  PageLink link;
  QStringList order;
  Transport page(link);
  page.on_sent = [&](const QString& text) { order << text; };
  link.setHandlers(
      [&](const QString& text) {
        order << text;
        if (text != QLatin1String("j1")) return;
        link.reply(QStringLiteral("reply"));
        link.send(QStringLiteral("send"));
        link.handleSync(QStringLiteral("sync"));
      },
      [&](const QString& text) {
        order << text;
        return QString();
      });
  page.receive(link.tag() + QStringLiteral("*2,2:j1j2"));
  CHECK(order.join(QLatin1Char(' ')) == QStringLiteral("j1 %1reply %1send j2 sync").arg(link.tag()));
}

TEST_CASE("a sub-frame's text that nobody waits for is delivered later, and before what is waited for") {
  PageLink link;
  QStringList order;
  link.setHandlers(nullptr, nullptr, [&](const QString& text) {
    order << text;
    return QStringLiteral("re ") + text;
  });
  CHECK(link.handleFrame(QStringLiteral(">1")).isEmpty());
  CHECK(link.handleFrame(QStringLiteral(">2")).isEmpty());
  CHECK(order.isEmpty());
  CHECK(link.handleFrame(QStringLiteral("3")) == QStringLiteral("re 3"));
  CHECK(order.join(QLatin1Char(' ')) == QStringLiteral("1 2 3"));
  CHECK(link.frameTag() != link.tag());
}

TEST_CASE("texts wait for one whose parts are to come, and for no other") {
  PageLink link;
  Transport page(link);
  QStringList received;
  link.setHandlers([&](const QString& text) { received << text; },
                   [&](const QString& text) {
                     received << QStringLiteral("sync ") + text;
                     return QString();
                   },
                   nullptr,
                   [&](const QString& text, const std::vector<runtime::BulkPart>&, const QString& rest) {
                     received << text + QLatin1Char('|') + rest;
                   });
  const auto deliver = [&](const char* text) { page.receive(link.tag() + QLatin1String(text)); };
  SUBCASE("until they come") {
    deliver("j1");
    deliver("B1-2:b40000,t7:jbig");
    deliver("j2");
    CHECK(received == QStringList{QStringLiteral("j1")});
    deliver("R1-2,4:rest");
    CHECK(received == QStringList{QStringLiteral("j1"), QStringLiteral("jbig|rest"), QStringLiteral("j2")});
  }
  SUBCASE("with what is synchronous") {
    deliver("B1:b40000:jone");
    deliver("B2:b40000:jtwo");
    deliver("j3");
    link.handleSync(QStringLiteral("R2,3:twoR1,3:onejsync"));
    CHECK(received == QStringList{QStringLiteral("jone|one"), QStringLiteral("jtwo|two"),
                                  QStringLiteral("j3"), QStringLiteral("sync jsync")});
  }
  SUBCASE("before their text") {
    link.handleSync(QStringLiteral("R1,3:one?"));
    deliver("B1:b40000:jone");
    CHECK(received == QStringList{QStringLiteral("jone|one")});
  }
  SUBCASE("unless the document is gone") {
    deliver("B1:b40000:jone");
    deliver("j2");
    link.handleSync(QStringLiteral("jsync"));
    CHECK(received == QStringList{QStringLiteral("j2"), QStringLiteral("sync jsync")});
  }
  SUBCASE("nor for one that makes no sense") {
    for (const char* text : {"B", "B:", "B1:b0:j", "B1:b-5:j", "B1:b99999999999999:j", "B1:t999999999999:j",
                             "B');alert(1:b5:j", "B1:x:j", "R1", "R1,9:x", "R,:", "R1,-5:x"}) {
      deliver(text);
    }
    deliver("j1");
    CHECK(received.back() == QStringLiteral("j1"));
  }
}
