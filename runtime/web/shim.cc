#include "runtime/web/shim.h"

#include "runtime/node/builtin_js.h"
#include "runtime/web/bulk_scheme.h"
#include "runtime/web/page_link.h"
#include "runtime/web/sync_scheme.h"

#include <algorithm>
#include <initializer_list>
#include <span>

namespace runtime {
namespace {

// Whether `id` is one of those that stand below one of `prefixes`, or is one of them.
bool matches(std::string_view id, std::span<const std::string_view> prefixes) {
  return std::ranges::any_of(prefixes, [id](std::string_view prefix) { return id.starts_with(prefix); });
}

// Node's own modules for pages are fetched by those pages that require them (lib/js/main/page-modules.js).
constexpr std::string_view kOnDemand = "renderer/builtins/";
// Goes with messages, which only the shim sends.
constexpr std::string_view kOfMessages = "common/streams/";

// Stands by itself, in the profile.
constexpr std::string_view kGuard = "renderer/frame-guard";

// What only a shim of a traced page has.
constexpr std::string_view kRendererTrace = "renderer/ipc-trace";
constexpr std::string_view kCommonTrace = "common/ipc-trace";

// What most documents do not load.
constexpr std::string_view kRare[] = {"renderer/bridge/end",     "renderer/bridge/error-codec",
                                      "renderer/bridge/kinds",   "renderer/bridge/reader",
                                      "renderer/bridge/writer",  "renderer/remote/",
                                      "renderer/sub-frame",      "renderer/api/web-frame",
                                      "common/remote-values",    "renderer/node-workers",
                                      "renderer/worker",         "renderer/document-door",
                                      "renderer/relay-run",      "renderer/window-proxy",
                                      "renderer/resource-usage", "renderer/sandboxed-require",
                                      "common/streams/inlet",    "common/streams/outlet",
                                      "common/streams/table",    "common/streams/places",
                                      "renderer/streams-memory", "renderer/context-look",
                                      "renderer/theme-color",    "renderer/media-watch"};

// The same for every page: functions, by id. Those in parentheses V8 compiles at once, without a look ahead
// that would only double the work.
QString modulesText(std::initializer_list<std::string_view> list,
                    std::initializer_list<std::string_view> without = {kOnDemand}) {
  const std::span<const std::string_view> prefixes(list.begin(), list.size());
  const std::span<const std::string_view> excluded(without.begin(), without.size());
  QString text = QStringLiteral("({");
  for (const BuiltinJs& module : builtinJs()) {
    if (!matches(module.id, prefixes) || matches(module.id, excluded)) continue;
    const bool is_rare = matches(module.id, kRare);
    text += QStringLiteral("\n'%1': %2function (exports, require, module) {")
                .arg(QString::fromLatin1(module.id.data(), static_cast<qsizetype>(module.id.size())),
                     is_rare ? QString() : QStringLiteral("("));
    text += QString::fromUtf8(module.source.data(), static_cast<qsizetype>(module.source.size()));
    text += is_rare ? QStringLiteral("\n},") : QStringLiteral("\n}),");
  }
  return text + QStringLiteral("\n})");
}

// renderer/boot is one function expression: (modules, entry, args).
QString bootText(const QString& modules, const QString& entry, const QStringList& args, const QString& name) {
  const BuiltinJs* boot = findBuiltinJs("renderer/boot");
  Q_ASSERT(boot != nullptr);
  return QLatin1Char('(') +
         QString::fromUtf8(boot->source.data(), static_cast<qsizetype>(boot->source.size())) +
         QStringLiteral(")(") + modules + QStringLiteral(",'") + entry + QStringLiteral("',[") +
         args.join(QLatin1Char(',')) + QStringLiteral("])\n//# sourceURL=") + name;
}

// All pages of a process are traced, or none is.
const QString& shimModules(bool is_traced) {
  static const QString kModules =
      is_traced ? modulesText({"renderer/", "common/", "packages/events"}, {kOnDemand, kGuard})
                : modulesText({"renderer/", "common/", "packages/events"},
                              {kOnDemand, kGuard, kRendererTrace, kCommonTrace});
  return kModules;
}

}  // namespace

QString frameAgentSource(const PageLink& link, const QString& config) {
  static const QString kModules =
      modulesText({"renderer/frames-agent", "renderer/frames-door", "renderer/frame-request",
                   "renderer/context-look", "renderer/media-watch"});
  const QString door =
      QStringLiteral("{frameTag: '%1', syncUrl: '%2'}").arg(link.frameTag()).arg(SyncScheme::url());
  return bootText(kModules, QStringLiteral("renderer/frames-agent"), {config, door},
                  QStringLiteral("runtime:frame"));
}

QString shimSource(const PageLink& link, const QString& config, bool is_traced) {
  const QString door = QStringLiteral(
                           "{tag: '%1', attached: %2, syncUrl: '%3', frameTag: '%4', "
                           "bulk: {name: '%5', size: %6, url: '%7'}}")
                           .arg(link.tag())
                           .arg(PageLink::attachedIndex())
                           .arg(SyncScheme::url())
                           .arg(link.frameTag(), link.bulkFunction())
                           .arg(BulkInbox::kPiece)
                           .arg(BulkScheme::url());
  return bootText(shimModules(is_traced), QStringLiteral("renderer/init"), {config, door},
                  QStringLiteral("runtime:shim"));
}

QString workerSource(const PageLink& link, const QString& config, bool is_traced) {
  const QString door =
      QStringLiteral("{frameTag: '%1', syncUrl: '%2'}").arg(link.frameTag()).arg(SyncScheme::url());
  return bootText(shimModules(is_traced), QStringLiteral("renderer/worker"), {config, door},
                  QStringLiteral("runtime:worker"));
}

QString frameGuardSource(const QString& sign, const QString& question, bool of_sub_frames) {
  static const QString kModules = modulesText({kGuard});
  return bootText(kModules, QStringLiteral("renderer/frame-guard"),
                  {QStringLiteral("'%1'").arg(sign), QStringLiteral("'%1'").arg(question),
                   of_sub_frames ? QStringLiteral("true") : QStringLiteral("false")},
                  QStringLiteral("runtime:guard"));
}

QString relaySource(const QString& config) {
  static const QString kModules =
      modulesText({"renderer/relay", "renderer/node-workers", "renderer/bridge/", "renderer/script-services",
                   "renderer/codec-host", "renderer/page-dialogs", "renderer/message-ports/port-events",
                   "renderer/window-proxy", "renderer/web-streams", "common/"},
                  {kOfMessages, kCommonTrace});
  return bootText(kModules, QStringLiteral("renderer/relay"), {config}, QStringLiteral("runtime:relay"));
}

}  // namespace runtime
