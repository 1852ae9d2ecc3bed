#pragma once

namespace runtime {

// Makes known to the engine, once and before its first profile, a scheme by which pages reach the runtime
// itself whatever they are and whatever their policy says.
void registerInternalScheme(const char* name);

}  // namespace runtime
