#include "runtime/web/page_link.h"

#include <doctest/doctest.h>
#include <QMetaMethod>
#include <QMetaProperty>
#include <QRegularExpression>
#include <set>

using runtime::PageLink;

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
  QStringList received;
  link.setHandlers([&](const QString& text) { received << text; }, nullptr);
  link.setProperty("inbox", QStringLiteral("hello"));
  link.setProperty("inbox", QString());
  link.setProperty("inbox", runtime::randomToken() + QStringLiteral("hello"));
  CHECK(received.isEmpty());
  link.setProperty("inbox", QString(link.tag() + QStringLiteral("hello")));
  CHECK(received == QStringList{QStringLiteral("hello")});
}

TEST_CASE("a link without handlers drops what comes and answers nothing") {
  PageLink link;
  link.setProperty("inbox", QString(link.tag() + QStringLiteral("x")));
  CHECK(link.handleSync(QStringLiteral("x")).isNull());
}

TEST_CASE("the page is told indices that exist") {
  const QMetaObject& type = PageLink::staticMetaObject;
  CHECK(QByteArray(type.property(PageLink::inboxIndex()).name()) == "inbox");
  CHECK(type.method(PageLink::messageIndex()).methodSignature() == "message(QString)");
  CHECK(type.method(PageLink::textsIndex()).methodSignature() == "texts(QStringList)");
}

TEST_CASE("texts that came together are delivered one by one, and what is replied to them goes together") {
  PageLink link;
  QStringList received;
  QVector<QStringList> sent;
  QObject::connect(&link, &PageLink::message, &link, [&](const QString& text) { sent << QStringList{text}; });
  QObject::connect(&link, &PageLink::texts, &link, [&](const QStringList& pieces) { sent << pieces; });
  link.setHandlers(
      [&](const QString& text) {
        received << text;
        link.reply(QStringLiteral("re ") + text);
      },
      nullptr);
  link.setProperty("inbox", QVariantList{link.tag(), QStringLiteral("j1"), QStringLiteral("g2:[]"),
                                         QStringLiteral("tail"), QStringLiteral("j3")});
  CHECK(received == QStringList{QStringLiteral("j1"), QStringLiteral("g2:[]tail"), QStringLiteral("j3")});
  CHECK(sent == QVector<QStringList>{{link.tag(), QStringLiteral("re j1"), QStringLiteral("re g2:[]tail"),
                                      QStringLiteral("re j3")}});
  link.setProperty("inbox", QVariantList{runtime::randomToken(), QStringLiteral("j4")});
  link.setProperty("inbox", QVariantList{});
  CHECK(received.size() == 3);
}

TEST_CASE(
    "what is sent goes after the replies that wait, and a synchronous message after the texts that wait") {
  PageLink link;
  QStringList order;
  QObject::connect(&link, &PageLink::message, &link, [&](const QString& text) { order << text; });
  QObject::connect(&link, &PageLink::texts, &link, [&](const QStringList& pieces) { order << pieces; });
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
  link.setProperty("inbox", QVariantList{link.tag(), QStringLiteral("j1"), QStringLiteral("j2")});
  CHECK(order.join(QLatin1Char(' ')) == QStringLiteral("j1 %1 reply %1send j2 sync").arg(link.tag()));
}

TEST_CASE("a long string travels apart from its graph") {
  PageLink link;
  QStringList sent;
  QObject::connect(&link, &PageLink::texts, &link, [&](const QStringList& pieces) { sent = pieces; });
  link.send(QStringLiteral("g5:[[0]]tail"));
  CHECK(sent == QStringList{link.tag(), QStringLiteral("g5:[[0]]"), QStringLiteral("tail")});
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
