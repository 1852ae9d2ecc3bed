#pragma once

namespace runtime {

inline constexpr const char* kVersion = "0.1.0";

// The release of Electron whose API is offered: the last one on the engine's Chromium.
inline constexpr const char* kElectronVersion = "19.1.9";

}  // namespace runtime
