#include "runtime/web/shim.h"

#include "runtime/node/builtin_js.h"
#include "runtime/web/page_link.h"
#include "runtime/web/sync_scheme.h"

#include <algorithm>
#include <initializer_list>

namespace runtime {
namespace {

// Whether `id` is one of those that stand below one of `prefixes`, or is one of them.
bool matches(std::string_view id, std::initializer_list<std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [id](std::string_view prefix) { return id.starts_with(prefix); });
}

// The same for every page. The modules are lazy functions; requiring resolves relative ids as
// lib/js/main/boot.js does.
QString modulesText(std::initializer_list<std::string_view> prefixes) {
  QString text = QStringLiteral("({");
  for (const BuiltinJs& module : builtinJs()) {
    if (!matches(module.id, prefixes)) continue;
    text += QStringLiteral("\n'%1': (exports, require, module) => {")
                .arg(QString::fromLatin1(module.id.data(), static_cast<qsizetype>(module.id.size())));
    text += QString::fromUtf8(module.source.data(), static_cast<qsizetype>(module.source.size()));
    text += QStringLiteral("\n},");
  }
  return text + QStringLiteral("\n})");
}

}  // namespace

QString shimSource(const PageLink& link, const QString& config) {
  static const QString kModules = modulesText({"renderer/", "common/"});
  const BuiltinJs* boot = findBuiltinJs("renderer/boot");
  Q_ASSERT(boot != nullptr);
  // renderer/boot is one function expression: (modules, config, link).
  const QString boot_text =
      QString::fromUtf8(boot->source.data(), static_cast<qsizetype>(boot->source.size()));
  const QString link_text = QStringLiteral("{tag: '%1', inbox: %2, message: %3, texts: %4, syncUrl: '%5'}")
                                .arg(link.tag())
                                .arg(PageLink::inboxIndex())
                                .arg(PageLink::messageIndex())
                                .arg(PageLink::textsIndex())
                                .arg(SyncScheme::url());
  return QLatin1Char('(') + boot_text + QStringLiteral(")(") + kModules + QLatin1Char(',') + config +
         QLatin1Char(',') + link_text + QStringLiteral(")\n//# sourceURL=runtime:shim");
}

QString relaySource(const QString& config) {
  static const QString kModules =
      modulesText({"renderer/relay", "renderer/script-services", "renderer/codec-host", "common/"});
  const BuiltinJs* boot = findBuiltinJs("renderer/relay-boot");
  Q_ASSERT(boot != nullptr);
  return QLatin1Char('(') +
         QString::fromUtf8(boot->source.data(), static_cast<qsizetype>(boot->source.size())) +
         QStringLiteral(")(") + kModules + QLatin1Char(',') + config +
         QStringLiteral(")\n//# sourceURL=runtime:relay");
}

}  // namespace runtime
