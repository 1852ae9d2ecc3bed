#include "bindings/session/stored_cookies.h"

#include <sqlite3.h>
#include <QDateTime>
#include <QFile>
#include <QLibrary>
#include <memory>

namespace bindings {
namespace {

constexpr const char* kQuery =
    "SELECT host_key, name, value, path, expires_utc, is_secure, is_httponly, samesite FROM cookies "
    "WHERE is_persistent = 1 AND length(encrypted_value) = 0";
// Chromium counts microseconds since 1601.
constexpr qint64 kMillisecondsTo1970 = 11644473600000;

// Loaded when it is first used: the engine's security library brings it along.
struct Sqlite {
  QLibrary library{QStringLiteral("sqlite3"), 0};
  decltype(&sqlite3_open_v2) open = resolve(&sqlite3_open_v2, "sqlite3_open_v2");
  decltype(&sqlite3_close) close = resolve(&sqlite3_close, "sqlite3_close");
  decltype(&sqlite3_busy_timeout) setTimeout = resolve(&sqlite3_busy_timeout, "sqlite3_busy_timeout");
  decltype(&sqlite3_prepare_v2) prepare = resolve(&sqlite3_prepare_v2, "sqlite3_prepare_v2");
  decltype(&sqlite3_step) step = resolve(&sqlite3_step, "sqlite3_step");
  decltype(&sqlite3_finalize) finalize = resolve(&sqlite3_finalize, "sqlite3_finalize");
  decltype(&sqlite3_column_text) text = resolve(&sqlite3_column_text, "sqlite3_column_text");
  decltype(&sqlite3_column_int64) number = resolve(&sqlite3_column_int64, "sqlite3_column_int64");

  bool isComplete() const {
    return open && close && setTimeout && prepare && step && finalize && text && number;
  }

 private:
  template <typename Function>
  Function resolve(Function, const char* name) {
    return reinterpret_cast<Function>(library.resolve(name));
  }
};

QNetworkCookie::SameSite sameSite(qint64 stored) {
  switch (stored) {
    case 0:
      return QNetworkCookie::SameSite::None;
    case 1:
      return QNetworkCookie::SameSite::Lax;
    case 2:
      return QNetworkCookie::SameSite::Strict;
    default:
      return QNetworkCookie::SameSite::Default;
  }
}

QNetworkCookie rowCookie(const Sqlite& sqlite, sqlite3_stmt* row) {
  const auto text = [&](int column) {
    return QByteArray(reinterpret_cast<const char*>(sqlite.text(row, column)));
  };
  QNetworkCookie cookie(text(1), text(2));
  cookie.setDomain(QString::fromUtf8(text(0)));
  cookie.setPath(QString::fromUtf8(text(3)));
  cookie.setExpirationDate(
      QDateTime::fromMSecsSinceEpoch(sqlite.number(row, 4) / 1000 - kMillisecondsTo1970, Qt::UTC));
  cookie.setSecure(sqlite.number(row, 5) != 0);
  cookie.setHttpOnly(sqlite.number(row, 6) != 0);
  cookie.setSameSitePolicy(sameSite(sqlite.number(row, 7)));
  return cookie;
}

}  // namespace

QList<QNetworkCookie> readStoredCookies(const QString& file) {
  if (!QFile::exists(file)) return {};
  const Sqlite sqlite;
  if (!sqlite.isComplete()) return {};
  sqlite3* opened = nullptr;
  const int opening =
      sqlite.open(QFile::encodeName(file).constData(), &opened, SQLITE_OPEN_READONLY, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> base(opened, sqlite.close);
  if (opening != SQLITE_OK) return {};
  sqlite.setTimeout(opened, 500);
  sqlite3_stmt* prepared = nullptr;
  if (sqlite.prepare(opened, kQuery, -1, &prepared, nullptr) != SQLITE_OK) return {};
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> row(prepared, sqlite.finalize);
  QList<QNetworkCookie> cookies;
  while (sqlite.step(prepared) == SQLITE_ROW) cookies.push_back(rowCookie(sqlite, prepared));
  return cookies;
}

}  // namespace bindings
