#include "bindings/printing/printing_binding.h"

#include "bindings/browser_window/browser_window_binding.h"
#include "bindings/glue/object_template.h"
#include "bindings/printing/background.h"
#include "bindings/printing/cups.h"

#include <QApplication>
#include <QPointer>
#include <QPrintDialog>
#include <QPrinter>
#include <memory>

namespace bindings {
namespace {

v8::Local<v8::Value> toJs(v8::Isolate* isolate, const std::vector<Printer>& printers) {
  std::vector<v8::Local<v8::Value>> items;
  for (const Printer& printer : printers) {
    ObjectWriter options(isolate);
    for (const auto& [name, value] : printer.options) options.write(name.toStdString(), value);
    items.push_back(ObjectWriter(isolate)
                        .write("name", printer.name)
                        .write("isDefault", printer.is_default)
                        .write("options", v8::Local<v8::Value>(options.object()))
                        .object());
  }
  return v8::Array::New(isolate, items.data(), items.size());
}

// [{name, isDefault, options}]. Waits for the printing system.
v8::Local<v8::Value> printersNow(BindingContext& context) {
  return toJs(context.node.isolate(), Cups::printers());
}

// Calls back with the same.
void printers(BindingContext& context, v8::Local<v8::Object> callback) {
  const JsCallback answer(context.node, callback.As<v8::Function>());
  inBackground([] { return Cups::printers(); },
               [answer, &node = context.node](const std::vector<Printer>& found) {
                 if (!node.canRunJs()) return;
                 const v8::HandleScope handle_scope(node.isolate());
                 const v8::Context::Scope context_scope(node.context());
                 answer(toJs(node.isolate(), found));
               });
}

// `options` is a list of names and values of CUPS, in turn. Calls back with the error's text, "" for none.
void submit(BindingContext& context,
            const QString& printer,
            const QString& title,
            const QByteArray& pdf,
            const std::vector<QString>& options,
            v8::Local<v8::Object> callback) {
  std::vector<std::pair<QString, QString>> pairs;
  for (size_t i = 0; i + 1 < options.size(); i += 2) pairs.emplace_back(options[i], options[i + 1]);
  const JsCallback answer(context.node, callback.As<v8::Function>());
  inBackground([=] { return Cups::submit(printer, title, pdf, pairs); },
               [answer](const QString& error) { answer(error); });
}

struct DialogOptions {
  QString printer;
  int copies = 1;
  bool color = true;
  bool landscape = false;
  bool collate = true;
  QString duplex;  // simplex, shortEdge, longEdge
};

QPrinter::DuplexMode toDuplex(const QString& name) {
  if (name == QLatin1String("shortEdge")) return QPrinter::DuplexShortSide;
  if (name == QLatin1String("longEdge")) return QPrinter::DuplexLongSide;
  return name == QLatin1String("simplex") ? QPrinter::DuplexNone : QPrinter::DuplexAuto;
}

QString fromDuplex(QPrinter::DuplexMode mode) {
  if (mode == QPrinter::DuplexShortSide) return QStringLiteral("shortEdge");
  if (mode == QPrinter::DuplexLongSide) return QStringLiteral("longEdge");
  return mode == QPrinter::DuplexNone ? QStringLiteral("simplex") : QString();
}

// Asks the user where and how to print, with `options` filled in. Calls back with his choice: the same
// options, `file` for a PDF, pageRanges, width and height of the paper in inches; or with nothing, also when
// the parent goes.
void showPrintDialog(BindingContext& context,
                     v8::Local<v8::Object> js_options,
                     const std::optional<v8::Local<v8::Object>>& parent,
                     v8::Local<v8::Object> callback) {
  DialogOptions options;
  ObjectReader(context.node.isolate(), js_options)
      .read("printer", &options.printer)
      .read("copies", &options.copies)
      .read("color", &options.color)
      .read("landscape", &options.landscape)
      .read("collate", &options.collate)
      .read("duplex", &options.duplex);
  const JsCallback answer(context.node, callback.As<v8::Function>());
  auto* owner = parent ? dynamic_cast<BrowserWindowBinding*>(Wrapped::unwrap(*parent)) : nullptr;
  auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
  if (!options.printer.isEmpty()) printer->setPrinterName(options.printer);
  printer->setCopyCount(options.copies);
  printer->setColorMode(options.color ? QPrinter::Color : QPrinter::GrayScale);
  printer->setPageOrientation(options.landscape ? QPageLayout::Landscape : QPageLayout::Portrait);
  printer->setCollateCopies(options.collate);
  printer->setDuplex(toDuplex(options.duplex));
  auto* dialog = new QPrintDialog(printer.get(), owner != nullptr ? owner->window() : nullptr);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAttribute(Qt::WA_QuitOnClose, false);
  dialog->setOptions(QAbstractPrintDialog::PrintToFile | QAbstractPrintDialog::PrintPageRange |
                     QAbstractPrintDialog::PrintCollateCopies | QAbstractPrintDialog::PrintShowPageSize);
  const auto answered = std::make_shared<bool>(false);
  QObject::connect(dialog, &QObject::destroyed, qApp, [answered, answer, &node = context.node] {
    if (*answered || !node.canRunJs()) return;
    const v8::HandleScope handle_scope(node.isolate());
    answer(v8::Local<v8::Value>(v8::Null(node.isolate())));
  });
  const auto tell = [printer, answered, answer, &node = context.node](int result) {
    *answered = true;
    if (!node.canRunJs()) return;
    const v8::HandleScope handle_scope(node.isolate());
    const v8::Context::Scope context_scope(node.context());
    if (result != QDialog::Accepted) {
      answer(v8::Local<v8::Value>(v8::Null(node.isolate())));
      return;
    }
    const QSizeF paper = printer->pageLayout().pageSize().size(QPageSize::Inch);
    answer(v8::Local<v8::Value>(
        ObjectWriter(node.isolate())
            .write("printer", printer->printerName())
            .write("file", printer->outputFileName())
            .write("copies", printer->copyCount())
            .write("color", printer->colorMode() == QPrinter::Color)
            .write("landscape", printer->pageLayout().orientation() == QPageLayout::Landscape)
            .write("collate", printer->collateCopies())
            .write("duplex", fromDuplex(printer->duplex()))
            .write("pageRanges", printer->pageRanges().toString())
            .write("width", paper.width())
            .write("height", paper.height())
            .object()));
  };
  QObject::connect(dialog, &QDialog::finished, qApp, tell);
  dialog->open();
}

}  // namespace

void initializePrinting(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&printersNow>(context, exports, "printersNow");
  setFunction<&printers>(context, exports, "printers");
  setFunction<&submit>(context, exports, "submit");
  setFunction<&showPrintDialog>(context, exports, "showPrintDialog");
}

}  // namespace bindings
