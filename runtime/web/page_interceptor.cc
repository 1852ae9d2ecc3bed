#include "runtime/web/page_interceptor.h"

#include "runtime/web/asked_download.h"

#include <QWebEnginePage>
#include <QWebEngineUrlRequestInfo>

namespace runtime {

PageInterceptor::PageInterceptor(QWebEnginePage* page) : QWebEngineUrlRequestInterceptor(page) {
  page->setUrlRequestInterceptor(this);
}

PageInterceptor& PageInterceptor::of(QWebEnginePage* page) {
  for (QObject* child : page->children()) {
    if (auto* interceptor = dynamic_cast<PageInterceptor*>(child)) return *interceptor;
  }
  return *new PageInterceptor(page);
}

void PageInterceptor::interceptRequest(QWebEngineUrlRequestInfo& info) {
  noteRequest(info.requestUrl());
  if (!user_agent_.isEmpty()) info.setHttpHeader("User-Agent", user_agent_);
  if (hook_) hook_(info);
}

}  // namespace runtime
