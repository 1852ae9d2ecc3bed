#pragma once

#include <QString>
#include <functional>

class QWebEngineProfile;

namespace bindings {

// What the engine says of the graphics hardware: the text of its own page chrome://gpu, which a page that
// nobody sees loads. Empty when it does not come in time. `listener` is called once, and not when the profile
// ends before.
void readGpuPage(QWebEngineProfile* profile, std::function<void(const QString& text)> listener);

}  // namespace bindings
