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
}
