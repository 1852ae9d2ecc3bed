#include "runtime/web/asked_download.h"

#include "runtime/web/page_interceptor.h"

#include <QWebEnginePage>
#include <map>

namespace runtime {
namespace {

const QString kMark = QStringLiteral("runtime-download-");
// Those that fail are never told of.
constexpr size_t kMost = 1000;

// By the number in the mark.
std::map<int, QStringList>& chains() {
  static std::map<int, QStringList> chains;
  return chains;
}

// 0 without a mark.
int numberOf(const QUrl& url) {
  const QString fragment = url.fragment();
  return fragment.startsWith(kMark) ? QStringView(fragment).mid(kMark.size()).toInt() : 0;
}

}  // namespace

void askForDownload(QWebEnginePage* page, const QUrl& url) {
  const bool is_http = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
  if (!is_http || url.hasFragment()) {
    page->download(url);
    return;
  }
  static int last_number = 0;
  chains().emplace(++last_number, QStringList());
  if (chains().size() > kMost) chains().erase(chains().begin());
  PageInterceptor::of(page);
  QUrl marked = url;
  marked.setFragment(kMark + QString::number(last_number));
  page->download(marked);
}

void noteRequest(const QUrl& url) {
  const int number = numberOf(url);
  if (number == 0) return;
  const auto found = chains().find(number);
  if (found == chains().end()) return;
  const QString text = QString::fromLatin1(withoutDownloadMark(url).toEncoded());
  if (found->second.isEmpty() || found->second.last() != text) found->second.append(text);
}

std::optional<QStringList> takeUrlChain(const QUrl& request_url) {
  const auto chain = chains().extract(numberOf(request_url));
  if (!chain) return std::nullopt;
  return chain.mapped();
}

QUrl withoutDownloadMark(const QUrl& url) {
  return numberOf(url) == 0 ? url : url.adjusted(QUrl::RemoveFragment);
}

}  // namespace runtime
