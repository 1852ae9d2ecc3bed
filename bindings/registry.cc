#include "bindings/registry.h"

#include "bindings/app/app_binding.h"
#include "bindings/browser_view/browser_view_binding.h"
#include "bindings/browser_window/browser_window_binding.h"
#include "bindings/clipboard/clipboard_binding.h"
#include "bindings/crash_reporter/crash_reporter_binding.h"
#include "bindings/dialog/dialog_binding.h"
#include "bindings/download/download_binding.h"
#include "bindings/global_shortcut/global_shortcut_binding.h"
#include "bindings/menu/menu_binding.h"
#include "bindings/native_image/native_image_binding.h"
#include "bindings/native_theme/native_theme_binding.h"
#include "bindings/notification/notification_binding.h"
#include "bindings/power_monitor/power_monitor_binding.h"
#include "bindings/power_save_blocker/power_save_blocker_binding.h"
#include "bindings/printing/printing_binding.h"
#include "bindings/protocol/protocol_binding.h"
#include "bindings/safe_storage/safe_storage_binding.h"
#include "bindings/screen/screen_binding.h"
#include "bindings/session/session_binding.h"
#include "bindings/shell/shell_binding.h"
#include "bindings/tray/tray_binding.h"
#include "bindings/web_contents/web_contents_binding.h"

namespace bindings {

runtime::Application::BindingSet Registry::create(runtime::NodeHost& node, runtime::AppHost& app) {
  context_ = std::make_unique<BindingContext>(node, app);
  BindingContext* context = context_.get();
  return {{
              {"electron_browser_app", initializeApp, context},
              {"electron_browser_browser_view", initializeBrowserView, context},
              {"electron_browser_browser_window", initializeBrowserWindow, context},
              {"electron_browser_clipboard", initializeClipboard, context},
              {"electron_browser_crash_reporter", initializeCrashReporter, context},
              {"electron_browser_dialog", initializeDialog, context},
              {"electron_browser_download", initializeDownload, context},
              {"electron_browser_global_shortcut", initializeGlobalShortcut, context},
              {"electron_browser_menu", initializeMenu, context},
              {"electron_browser_native_image", initializeNativeImage, context},
              {"electron_browser_notification", initializeNotification, context},
              {"electron_browser_native_theme", initializeNativeTheme, context},
              {"electron_browser_power_monitor", initializePowerMonitor, context},
              {"electron_browser_power_save_blocker", initializePowerSaveBlocker, context},
              {"electron_browser_printing", initializePrinting, context},
              {"electron_browser_protocol", initializeProtocol, context},
              {"electron_browser_safe_storage", initializeSafeStorage, context},
              {"electron_browser_screen", initializeScreen, context},
              {"electron_browser_session", initializeSession, context},
              {"electron_browser_shell", initializeShell, context},
              {"electron_browser_tray", initializeTray, context},
              {"electron_browser_web_contents", initializeWebContents, context},
          },
          [context] { context->release(); }};
}

}  // namespace bindings
