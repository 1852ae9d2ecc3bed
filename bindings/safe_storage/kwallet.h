#pragma once

#include <QString>

namespace bindings {

// KDE's wallet, over D-Bus. `version` is KDE's, 5 or 6. Waits for the user where the wallet is to be opened.
//
// Answers what is kept under `key` in `folder` of the user's wallet; where nothing is, keeps `fresh` and
// answers that. Throws JsError when there is no wallet or the user does not open it.
QString kwalletPassword(int version,
                        const QString& application,
                        const QString& folder,
                        const QString& key,
                        const QString& fresh);

}  // namespace bindings
