#pragma once

#include "bindings/glue/convert.h"

class QWebEngineSettings;

namespace bindings {

// Reads the webPreferences that Qt WebEngine has a setting for.
void applyPageSettings(QWebEngineSettings* settings, ObjectReader& reader);

}  // namespace bindings
