#include "runtime/web/internal_scheme.h"

#include <QWebEngineUrlScheme>

namespace runtime {

void registerInternalScheme(const char* name) {
  if (QWebEngineUrlScheme::schemeByName(name) != QWebEngineUrlScheme()) return;
  QWebEngineUrlScheme scheme(name);
  scheme.setSyntax(QWebEngineUrlScheme::Syntax::Path);
  scheme.setFlags(QWebEngineUrlScheme::SecureScheme | QWebEngineUrlScheme::CorsEnabled |
                  QWebEngineUrlScheme::ContentSecurityPolicyIgnored);
  QWebEngineUrlScheme::registerScheme(scheme);
}

}  // namespace runtime
