#pragma once

#include <QList>
#include <QNetworkCookie>
#include <QString>

namespace bindings {

// The cookies that outlive the app, as the engine has written them into its data base. What it has not
// written yet (it waits up to 30 s) is missing. Empty when there is no such file, or it cannot be read.
QList<QNetworkCookie> readStoredCookies(const QString& file);

}  // namespace bindings
