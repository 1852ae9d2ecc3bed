#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <QCoreApplication>
#include <cstdlib>

// libuv's pump and the page link live in Qt's event loop, so there is one for every case.
int main(int argc, char** argv) {
  setenv("QT_NO_GLIB", "1", 1);
  const QCoreApplication qt(argc, argv);
  doctest::Context context(argc, argv);
  return context.run();
}
