#include "runtime/web/profile.h"

#include "runtime/web/page.h"
#include "runtime/web/profile_task.h"
#include "runtime/web/scheme_interceptor.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QUrl>
#include <QWebEngineSettings>
#include <algorithm>
#include <chrono>

namespace runtime {
namespace {

constexpr std::chrono::seconds kLongestPrint(2);

// Where a partition keeps its data; empty for one in memory.
QString storageFolder(const QString& partition, const QString& user_data) {
  static const QString kPersist = QStringLiteral("persist:");
  static const QString kPath = QStringLiteral("path:");
  if (partition.isEmpty()) return user_data;
  if (partition.startsWith(kPath)) return partition.mid(kPath.size());
  if (!partition.startsWith(kPersist)) return {};
  // One folder, whatever the name is: neither a path nor a step out of it.
  QByteArray name = QUrl::toPercentEncoding(partition.mid(kPersist.size()), " ");
  if (name.startsWith('.')) name.replace(0, 1, "%2E");
  return user_data + QStringLiteral("/Partitions/") + QString::fromLatin1(name);
}

}  // namespace

Profiles::Profiles(QString user_data) : user_data_(std::move(user_data)) {
  SyncScheme::registerScheme();
  BulkScheme::registerScheme();
  SchemeInterceptor::registerScheme();
}

bool Profiles::hasPages() const {
  return std::ranges::any_of(profiles_, [](const auto& item) {
    return item.second.profile->template findChild<QWebEnginePage*>(QString(), Qt::FindDirectChildrenOnly) !=
           nullptr;
  });
}

void Profiles::awaitPages() {
  for (const auto& [partition, entry] : profiles_) dropProfileTasks(entry.profile.get());
  const QDeadlineTimer deadline(kLongestPrint);
  while (hasPages() && !deadline.hasExpired()) {
    QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
}

QWebEngineProfile* Profiles::get(const QString& partition) {
  auto found = profiles_.find(partition);
  if (found == profiles_.end()) found = profiles_.emplace(partition, create(partition)).first;
  return found->second.profile.get();
}

void Profiles::watchPages(const QString& partition, std::function<void(Page*)> visit) {
  Entry& entry = profiles_.at(partition);
  for (QWebEnginePage* child :
       entry.profile->findChildren<QWebEnginePage*>(QString(), Qt::FindDirectChildrenOnly)) {
    auto* page = dynamic_cast<Page*>(child);
    // A spare page comes when it is taken.
    if (page != nullptr && page->delegate() != nullptr) visit(page);
  }
  entry.visitors.push_back(std::move(visit));
}

void Profiles::keepSparePage() {
  spare_ = std::make_unique<SparePage>(get({}));
}

Page* Profiles::newPage(const QString& partition, PageDelegate* delegate, bool own_process) {
  QWebEngineProfile* profile = get(partition);
  SparePage* spare = partition.isEmpty() ? spare_.get() : nullptr;
  Page* page = spare != nullptr && own_process ? spare->take() : nullptr;
  if (page != nullptr) {
    page->adopt(delegate);
  } else {
    page = new Page(profile, delegate);
  }
  syncScheme(partition).add(page);
  for (const auto& visit : profiles_.at(partition).visitors) visit(page);
  if (spare != nullptr) {
    QObject::connect(page, &QWebEnginePage::loadStarted, spare, &SparePage::noteLoad);
    QObject::connect(page, &QWebEnginePage::loadFinished, spare, &SparePage::noteLoad);
  }
  return page;
}

void Profiles::setUserAgent(const QString& user_agent) {
  user_agent_ = user_agent;
  for (const auto& [partition, entry] : profiles_) entry.profile->setHttpUserAgent(user_agent);
}

Profiles::Entry Profiles::create(const QString& partition) const {
  const QString folder = storageFolder(partition, user_data_);
  std::unique_ptr<QWebEngineProfile> profile;
  if (folder.isEmpty()) {
    profile = std::make_unique<QWebEngineProfile>();
  } else {
    profile =
        std::make_unique<QWebEngineProfile>(partition.isEmpty() ? QStringLiteral("Default") : partition);
    profile->setPersistentStoragePath(folder);
    profile->setCachePath(folder + QStringLiteral("/Cache"));
  }
  if (!user_agent_.isEmpty()) profile->setHttpUserAgent(user_agent_);
  profile->settings()->setAttribute(QWebEngineSettings::ScrollAnimatorEnabled, false);
  profile->settings()->setAttribute(QWebEngineSettings::FullScreenSupportEnabled, true);
  profile->settings()->setAttribute(QWebEngineSettings::JavascriptCanOpenWindows, true);
  profile->settings()->setAttribute(QWebEngineSettings::JavascriptCanAccessClipboard, true);
  profile->settings()->setAttribute(QWebEngineSettings::PlaybackRequiresUserGesture, false);
  // Pages are asked about all of them, see Page::acceptNavigationRequest, and the engine opens none.
  profile->settings()->setUnknownUrlSchemePolicy(QWebEngineSettings::AllowAllUnknownUrlSchemes);
  auto sync_scheme = std::make_unique<SyncScheme>();
  profile->installUrlSchemeHandler(SyncScheme::url().section(QLatin1Char(':'), 0, 0).toLatin1(),
                                   sync_scheme.get());
  auto bulk_scheme = std::make_unique<BulkScheme>();
  profile->installUrlSchemeHandler(BulkScheme::url().section(QLatin1Char(':'), 0, 0).toLatin1(),
                                   bulk_scheme.get());
  return {std::move(sync_scheme), std::move(bulk_scheme), std::move(profile), {}};
}

}  // namespace runtime
