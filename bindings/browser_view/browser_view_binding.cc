#include "bindings/browser_view/browser_view_binding.h"

#include "bindings/glue/object_template.h"

#include <QEvent>
#include <QLayout>
#include <utility>

namespace bindings {

// The window's page moves when a menu bar comes or goes, and the views above it with it.
class BrowserViewBinding::PlaceKeeper : public QObject {
 public:
  PlaceKeeper(BrowserViewBinding* binding, QWidget* page_view) : QObject(page_view), binding_(binding) {
    page_view->installEventFilter(this);
  }

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Move) binding_->place();
    return false;
  }

 private:
  BrowserViewBinding* binding_;
};

BrowserViewBinding::BrowserViewBinding(BindingContext& context,
                                       v8::Local<v8::Object> wrapper,
                                       v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  v8::Local<v8::Object> object;
  ObjectReader(context.node.isolate(), options).read("webContents", &object);
  auto* contents = object.IsEmpty() ? nullptr : dynamic_cast<WebContentsBinding*>(Wrapped::unwrap(object));
  if (contents == nullptr) throw JsError(JsError::Kind::kTypeError, "webContents is missing");
  page_ = contents->page();
  view_ = new QWebEngineView();
  // The runtime decides when the app ends, not Qt's last window.
  view_->setAttribute(Qt::WA_QuitOnClose, false);
  view_->setPage(page_);
  view_->resize(0, 0);
  contents->setView(view_);
}

BrowserViewBinding::~BrowserViewBinding() {
  retire();
}

void BrowserViewBinding::attach(v8::Local<v8::Object> window) {
  auto* binding = dynamic_cast<BrowserWindowBinding*>(Wrapped::unwrap(window));
  if (binding == nullptr || !view_) throw JsError(JsError::Kind::kTypeError, "The window is missing");
  detach();
  window_ = binding->window();
  view_->setParent(window_);
  window_->addView(view_);
  keeper_ = new PlaceKeeper(this, &window_->view());
  // A window that is not shown yet has not laid out its page.
  if (QLayout* layout = window_->layout()) layout->activate();
  applyBackground();
  place();
  view_->show();
  view_->raise();
}

void BrowserViewBinding::detach() {
  delete keeper_.data();
  if (!window_) return;
  window_ = nullptr;
  if (!view_) return;
  view_->hide();
  view_->setParent(nullptr);
}

void BrowserViewBinding::raise() {
  if (view_) view_->raise();
}

void BrowserViewBinding::setBounds(const QRect& bounds) {
  bounds_ = bounds;
  place();
}

void BrowserViewBinding::place() {
  if (!view_) return;
  const QPoint origin = window_ ? window_->view().pos() : QPoint();
  view_->setGeometry(QRect(origin + bounds_.topLeft(), bounds_.size().expandedTo(QSize(0, 0))));
}

void BrowserViewBinding::setBackgroundColor(int red, int green, int blue, int alpha) {
  background_ = QColor(red, green, blue, alpha);
  applyBackground();
}

// The engine knows transparent pages, but no shades of it: these are the view's. Qt draws what is not opaque
// after all that is, so that above the page of a transparent window only such a view is seen.
void BrowserViewBinding::applyBackground() {
  if (!page_ || !view_) return;
  const bool in_transparent = window_ && window_->testAttribute(Qt::WA_TranslucentBackground);
  const bool opaque = background_.alpha() == 255 && !in_transparent;
  page_->setBackgroundColor(opaque ? background_ : QColor(Qt::transparent));
  QPalette palette = view_->palette();
  palette.setColor(QPalette::Window, background_);
  view_->setPalette(palette);
  view_->setAutoFillBackground(!opaque);
}

void BrowserViewBinding::retire() {
  detach();
  if (!view_) return;
  const auto let_go = [view = view_] {
    if (!view) return;
    view->setPage(nullptr);
    view->deleteLater();
  };
  view_ = nullptr;
  // Qt WebEngine looks at the page's view while the page waits in a dialog.
  if (page_) {
    page_->whenIdle(let_go);
  } else {
    let_go();
  }
}

void BrowserViewBinding::destroy() {
  retire();
  markDestroyed();
  context_.deleteLater(this);
}

void initializeBrowserView(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = BrowserViewBinding;
  ObjectTemplate<Self>(*static_cast<BindingContext*>(data), "PageView")
      .method<&Self::attach>("attach")
      .method<&Self::detach>("detach")
      .method<&Self::raise>("raise")
      .method<&Self::setBounds>("setBounds")
      .method<&Self::setBackgroundColor>("setBackgroundColor")
      .method<&Self::destroy>("destroy")
      .install(exports);
}

}  // namespace bindings
