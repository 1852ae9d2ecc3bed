#pragma once

#include <QStringList>
#include <QUrl>
#include <optional>

class QWebEnginePage;

namespace runtime {

// Downloads a URL for the app, and finds which redirects that takes. The requests of it are known by a mark
// in their fragment, which the engine hands on from redirect to redirect, and no server gets. GUI thread.
void askForDownload(QWebEnginePage* page, const QUrl& url);

// The URLs that such a download has asked for, that of `request_url` last; nullopt of another's. Once.
std::optional<QStringList> takeUrlChain(const QUrl& request_url);

// A request of any page's is to be sent.
void noteRequest(const QUrl& url);
QUrl withoutDownloadMark(const QUrl& url);

}  // namespace runtime
