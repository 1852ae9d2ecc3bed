#pragma once

#include <QString>

class QWebEngineProfile;

namespace bindings {

// Adds the certificate and key of a PKCS #12 file to those that the engine shows to servers who ask. Not kept
// beyond the end of the program. Answers one of Chromium's network errors, 0 for none.
int importClientCertificate(QWebEngineProfile& profile, const QString& path, const QString& password);

}  // namespace bindings
