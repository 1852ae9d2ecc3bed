#include "bindings/web_contents/web_contents_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/web_contents/page_settings.h"
#include "bindings/web_contents/protocol_hub.h"
#include "bindings/web_contents/weak_probe.h"
#include "runtime/app_host.h"
#include "runtime/node/builtin_js.h"
#include "runtime/web/profile.h"
#include "runtime/web/shim.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QTimer>
#include <QWebEngineFullScreenRequest>
#include <QWebEngineLoadingInfo>
#include <QWebEngineSettings>

namespace bindings {
namespace {

// A value that Qt WebEngine converted, as JSON text.
std::optional<QString> toJson(const QVariant& value) {
  if (!value.isValid()) return std::nullopt;
  const QByteArray text =
      QJsonDocument(QJsonArray{QJsonValue::fromVariant(value)}).toJson(QJsonDocument::Compact);
  return QString::fromUtf8(text.mid(1, text.size() - 2));
}

}  // namespace

WebContentsBinding::WebContentsBinding(BindingContext& context,
                                       v8::Local<v8::Object> wrapper,
                                       v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  runtime::Profiles* profiles = context.app.profiles();
  if (profiles == nullptr) {
    throw JsError("Cannot create BrowserWindow before app is ready");
  }
  QString partition;
  QString config = QStringLiteral("{}");
  QString agent_config = QStringLiteral("{}");
  QString relay_config = QStringLiteral("{}");
  int world = runtime::kMainWorld;
  bool sub_frames = false;
  bool is_traced = false;
  v8::Local<v8::Object> opener_object;
  ObjectReader reader(context.node.isolate(), options);
  reader.read("partition", &partition)
      .read("shimConfig", &config)
      .read("relayConfig", &relay_config)
      .read("world", &world)
      .read("subFrames", &sub_frames)
      .read("ipcTrace", &is_traced)
      .read("frameAgentConfig", &agent_config)
      .read("opener", &opener_object);
  auto* opener = opener_object.IsEmpty() ? nullptr : dynamic_cast<WebContentsBinding*>(unwrap(opener_object));
  // A page that window.open made can only live in its opener's profile.
  partition_ = opener != nullptr ? opener->partition_ : partition;
  page_ = profiles->newPage(partition_, this, opener == nullptr);
  applyPageSettings(page_->settings(), reader);
  page_->installShim({runtime::shimSource(page_->link(), config, is_traced),
                      world == runtime::kMainWorld ? QString() : runtime::relaySource(relay_config),
                      static_cast<runtime::World>(world), sub_frames,
                      sub_frames ? QString() : runtime::frameAgentSource(page_->link(), agent_config)});
  connectPage();
  bool tells_size = false;
  reader.read("enablePreferredSizeMode", &tells_size);
  if (tells_size) {
    QObject::connect(page_, &QWebEnginePage::contentsSizeChanged, page_, [this](const QSizeF& size) {
      callMethod("_onContentsSize", size.width(), size.height());
    });
  }
}

WebContentsBinding::~WebContentsBinding() {
  resumeSyncCall();
  forgetView();
  protocol_.reset();
  dev_tools_.reset();
  if (page_ == nullptr) return;
  dropBulk({});
  page_->retire();
}

WebContentsBinding* WebContentsBinding::of(QWebEnginePage* page) {
  auto* own = dynamic_cast<runtime::Page*>(page);
  auto* contents = own != nullptr ? dynamic_cast<WebContentsBinding*>(own->delegate()) : nullptr;
  return contents != nullptr && !contents->isDestroyed() ? contents : nullptr;
}

void WebContentsBinding::connectPage() {
  QObject::connect(page_, &QWebEnginePage::loadingChanged, page_,
                   [this](const QWebEngineLoadingInfo& info) { onLoading(info); });
  QObject::connect(page_, &QWebEnginePage::loadFinished, page_,
                   [this] { context_.app.profiles()->memory().note(); });
  QObject::connect(page_, &QWebEnginePage::urlChanged, page_,
                   [this](const QUrl& url) { callMethod("_onUrlChanged", url); });
  QObject::connect(page_, &QWebEnginePage::titleChanged, page_,
                   [this](const QString& title) { callMethod("_onTitleChanged", title); });
  QObject::connect(page_, &QWebEnginePage::iconUrlChanged, page_,
                   [this](const QUrl& url) { callMethod("_onIconUrlChanged", url); });
  QObject::connect(page_, &QWebEnginePage::windowCloseRequested, page_,
                   [this] { callMethod("_onWindowCloseRequested"); });
  QObject::connect(page_, &QWebEnginePage::linkHovered, page_,
                   [this](const QString& url) { callMethod("_onLinkHovered", url); });
  QObject::connect(page_, &QWebEnginePage::recentlyAudibleChanged, page_,
                   [this](bool audible) { callMethod("_onAudibleChanged", audible); });
  QObject::connect(page_, &QWebEnginePage::renderProcessTerminated, page_,
                   [this](QWebEnginePage::RenderProcessTerminationStatus status, int exit_code) {
                     callMethod("_onRenderProcessTerminated", static_cast<int>(status), exit_code);
                   });
  QObject::connect(page_, &QWebEnginePage::fullScreenRequested, page_,
                   [this](QWebEngineFullScreenRequest request) {
                     if (request.toggleOn()) {
                       full_screen_request_ = request;
                       callMethod("_onFullScreenRequest");
                     } else {
                       request.accept();
                       if (std::exchange(is_full_screen_, false)) callMethod("_onHtmlFullScreen", false);
                     }
                   });
  QObject::connect(page_, &QWebEnginePage::printRequested, page_,
                   [this] { callMethod("_onPrintRequested"); });
  connectTrust();
}

void WebContentsBinding::answerFullScreen(bool granted) {
  if (!full_screen_request_) return;
  QWebEngineFullScreenRequest request = *std::exchange(full_screen_request_, std::nullopt);
  request.accept();
  is_full_screen_ = granted;
  if (granted) {
    callMethod("_onHtmlFullScreen", true);
  } else {
    // WORKAROUND (6.4): a page that is refused waits for ever, and asks no more. So it is let in, and out.
    page_->triggerAction(QWebEnginePage::ExitFullScreen);
  }
}

void WebContentsBinding::destroy(bool has_frames) {
  if (has_frames) page_->noteSubFrames();
  markDestroyed();
  resumeSyncCall();
  forgetView();
  protocol_.reset();
  dev_tools_.reset();
  certificate_errors_.clear();
  certificate_selections_.clear();
  dropBulk({});
  std::exchange(page_, nullptr)->retire();
  context_.app.profiles()->memory().note();
  context_.deleteLater(this);
}

void WebContentsBinding::requestClose() {
  page_->whenIdle([page = page_] { page->triggerAction(QWebEnginePage::RequestClose); });
}

double WebContentsBinding::send(const QString& text) {
  page_->link().send(text);
  return unread();
}

double WebContentsBinding::unread() const {
  return page_->link().unread() + static_cast<double>(bulkScheme().sizeFor(page_));
}

void WebContentsBinding::reply(const QString& text) {
  page_->link().reply(text);
}

void WebContentsBinding::resumeSyncCall() {
  if (waiting_ != nullptr) waiting_->quit();
}

void WebContentsBinding::runScript(const QString& source, int world) {
  page_->runJavaScript(source, static_cast<quint32>(world));
}

QString WebContentsBinding::workerSource(const QString& config) const {
  return runtime::workerSource(page_->link(), config, false);
}

void WebContentsBinding::runScriptWithResult(const QString& source,
                                             int world,
                                             v8::Local<v8::Object> callback) {
  const JsCallback answer(context_.node, callback.As<v8::Function>());
  page_->runJavaScript(source, static_cast<quint32>(world), [answer](const QVariant& value) {
    answer(value.isValid() ? std::optional(value.toString()) : std::nullopt);
  });
}

void WebContentsBinding::evaluate(const QString& source, int world, v8::Local<v8::Object> callback) {
  const JsCallback answer(context_.node, callback.As<v8::Function>());
  page_->runJavaScript(source, static_cast<quint32>(world),
                       [answer](const QVariant& value) { answer(toJson(value)); });
}

void WebContentsBinding::onMessage(const QString& text) {
  callMethod("_onMessage", text);
}

QString WebContentsBinding::onSyncMessage(const QString& text) {
  return answerPage("_onSyncMessage", text);
}

QString WebContentsBinding::onFrameMessage(const QString& text) {
  return answerPage("_onFrameMessage", text);
}

QString WebContentsBinding::answerPage(const char* method, const QString& text) {
  const v8::HandleScope handle_scope(context_.node.isolate());
  v8::Local<v8::Value> answer;
  if (text == QLatin1String("give-up")) {
    callMethod("_dropSyncAnswer");
    return {};
  }
  if (text == QLatin1String("wait")) {
    const std::weak_ptr<bool> alive = alive_;
    waitForSyncAnswer();
    if (alive.expired() || !callMethod("_takeSyncAnswer").ToLocal(&answer)) return {};
  } else {
    sync_waits_ = 0;
    if (!callMethod(method, text).ToLocal(&answer)) return {};
  }
  return Convert<QString>::fromJs(context_.node.isolate(), answer).value_or(QString());
}

// A listener is going to answer later, and the page asks again until it has: Chromium runs none of its tasks
// in an event loop nested in one, so no wait may be long. Whether there can be an answer at all only the
// collector knows: while some listener holds the event, there can; when it is garbage, there will be none. So
// garbage is collected, ever less often.
void WebContentsBinding::waitForSyncAnswer() {
  if ((sync_waits_ & (sync_waits_ - 1)) == 0) {
    context_.node.isolate()->LowMemoryNotification();
    callMethod("_giveUpIfCollected");
    findDeadlocks();
  }
  ++sync_waits_;
  QEventLoop loop;
  waiting_ = &loop;
  QTimer::singleShot(std::min(4 + sync_waits_ / 8, 20), Qt::PreciseTimer, &loop, &QEventLoop::quit);
  const std::weak_ptr<bool> alive = alive_;
  loop.exec();
  if (!alive.expired()) waiting_ = nullptr;
}

// lib/js/main/deadlock.js hands over what it wants to be asked about, and holds none of it meanwhile.
void WebContentsBinding::findDeadlocks() {
  v8::Isolate* isolate = context_.node.isolate();
  std::vector<WeakProbe> probes;
  {
    const v8::HandleScope handle_scope(isolate);
    v8::Local<v8::Value> lent;
    if (!callMethod("_lendWaits").ToLocal(&lent) || !lent->IsArray()) return;
    const auto list = lent.As<v8::Array>();
    probes = std::vector<WeakProbe>(list->Length());
    for (uint32_t i = 0; i < list->Length(); ++i) {
      v8::Local<v8::Value> item;
      if (list->Get(context_.node.context(), i).ToLocal(&item)) probes[i].hold(isolate, item);
    }
  }
  WeakProbe::ask(isolate, probes);
  const v8::HandleScope handle_scope(isolate);
  std::vector<v8::Local<v8::Value>> items;
  std::vector<v8::Local<v8::Value>> answers;
  for (const WeakProbe& probe : probes) {
    items.push_back(probe.value(isolate));
    answers.push_back(v8::Boolean::New(isolate, probe.isHeldElsewhere()));
  }
  callMethod("_takeBackWaits", v8::Local<v8::Value>(v8::Array::New(isolate, items.data(), items.size())),
             v8::Local<v8::Value>(v8::Array::New(isolate, answers.data(), answers.size())));
}

namespace {

// The script that relays between the page and a world that has no shim.
QString relaySource(BindingContext&, const QString& config) {
  return runtime::relaySource(config);
}

// The process that waits for the next window, 0 when there is none.
int spareProcessId(BindingContext& context) {
  runtime::Profiles* profiles = context.app.profiles();
  return profiles == nullptr ? 0 : static_cast<int>(profiles->spareProcessId());
}

QString randomToken(BindingContext&) {
  return runtime::randomToken();
}

// The text of a module of lib/js for pages, or undefined.
std::optional<QString> pageModuleSource(BindingContext&, const QString& id) {
  const runtime::BuiltinJs* module = runtime::findBuiltinJs(id.toStdString());
  if (module == nullptr) return std::nullopt;
  return QString::fromUtf8(module->source.data(), static_cast<qsizetype>(module->source.size()));
}

}  // namespace

void initializeWebContents(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = WebContentsBinding;
  ObjectTemplate<Self>(*static_cast<BindingContext*>(data), "WebContents")
      .method<&Self::load>("_load")
      .method<&Self::setContent>("_setContent")
      .method<&Self::download>("_download")
      .method<&Self::stop>("_stop")
      .method<&Self::holdLoads>("_holdLoads")
      .method<&Self::releaseLoads>("_releaseLoads")
      .method<&Self::reload>("_reload")
      .method<&Self::goBack>("_goBack")
      .method<&Self::goForward>("_goForward")
      .method<&Self::goToIndex>("_goToIndex")
      .method<&Self::canGoBack>("canGoBack")
      .method<&Self::canGoForward>("canGoForward")
      .method<&Self::history>("_history")
      .method<&Self::clearHistory>("clearHistory")
      .method<&Self::getUrl>("_getURL")
      .method<&Self::getTitle>("_getTitle")
      .method<&Self::getOSProcessId>("getOSProcessId")
      .method<&Self::destroy>("_destroy")
      .method<&Self::answerFullScreen>("_answerFullScreen")
      .method<&Self::requestClose>("_requestClose")
      .method<&Self::send>("_postMessage")
      .method<&Self::reply>("_postReply")
      .method<&Self::unread>("_unread")
      .method<&Self::forgetUnread>("_forgetUnread")
      .method<&Self::keepBulk>("_keepBulk")
      .method<&Self::takeBulk>("_takeBulk")
      .method<&Self::dropBulk>("_dropBulk")
      .method<&Self::workerSource>("_workerSource")
      .method<&Self::inSyncCall>("_inSyncCall")
      .method<&Self::resumeSyncCall>("_resumeSyncCall")
      .method<&Self::runScript>("_runScript")
      .method<&Self::runScriptWithResult>("_runScriptWithResult")
      .method<&Self::evaluate>("_evaluate")
      .method<&Self::openProtocol>("_openProtocol")
      .method<&Self::closeProtocol>("_closeProtocol")
      .method<&Self::sendProtocol>("_sendProtocol")
      .method<&Self::openDevTools>("_openDevTools")
      .method<&Self::closeDevTools>("_closeDevTools")
      .method<&Self::isDevToolsFocused>("isDevToolsFocused")
      .method<&Self::setDevToolsTitle>("_setDevToolsTitle")
      .method<&Self::findText>("_findText")
      .method<&Self::stopFinding>("_stopFinding")
      .method<&Self::printToPdf>("_printToPdf")
      .method<&Self::savePage>("_savePage")
      .method<&Self::startDrag>("_startDrag")
      .method<&Self::answerCertificate>("_answerCertificate")
      .method<&Self::answerClientCertificate>("_answerClientCertificate")
      .method<&Self::setPublicInterfacesOnly>("_setPublicInterfacesOnly")
      .method<&Self::expectHit>("_expectHit")
      .method<&Self::replaceMisspelling>("_replaceMisspelling")
      .method<&Self::setIgnoreMenuShortcuts>("_setIgnoreMenuShortcuts")
      .method<&Self::setStartScript>("_setStartScript")
      .method<&Self::setUserAgent>("_setUserAgent")
      .method<&Self::getUserAgent>("getUserAgent")
      .method<&Self::ownUserAgent>("_ownUserAgent")
      .method<&Self::inspectElement>("_inspectElement")
      .method<&Self::capture>("_capture")
      .method<&Self::setZoomFactor>("_setZoomFactor")
      .method<&Self::getZoomFactor>("_getZoomFactor")
      .method<&Self::setAudioMuted>("_setAudioMuted")
      .method<&Self::isAudioMuted>("isAudioMuted")
      .method<&Self::isCurrentlyAudible>("isCurrentlyAudible")
      .method<&Self::answerFiles>("_answerFiles")
      .method<&Self::triggerAction>("_triggerAction")
      .method<&Self::focus>("focus")
      .method<&Self::isFocused>("isFocused")
      .method<&Self::setBackgroundThrottling>("_setBackgroundThrottling")
      .method<&Self::drawHidden>("_drawHidden")
      .method<&Self::selectionRect>("_selectionRect")
      .method<&Self::sendMouseEvent>("_sendMouseEvent")
      .method<&Self::sendWheelEvent>("_sendWheelEvent")
      .method<&Self::sendKeyEvent>("_sendKeyEvent")
      .method<&Self::typeText>("_typeText")
      .install(exports);
  ProtocolHub::install(*static_cast<BindingContext*>(data), exports);
  setFunction<&relaySource>(*static_cast<BindingContext*>(data), exports, "relaySource");
  setFunction<&pageModuleSource>(*static_cast<BindingContext*>(data), exports, "pageModuleSource");
  setFunction<&spareProcessId>(*static_cast<BindingContext*>(data), exports, "spareProcessId");
  setFunction<&randomToken>(*static_cast<BindingContext*>(data), exports, "randomToken");
}

}  // namespace bindings
