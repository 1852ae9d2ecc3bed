#include "bindings/printing/cups.h"

#include <QLibrary>
#include <QTemporaryFile>

namespace bindings {
namespace {

// As in <cups/cups.h>, of whose interface version 2 these are: the program must start where there is no CUPS.
struct Option {
  char* name;
  char* value;
};

struct Destination {
  char* name;
  char* instance;
  int is_default;
  int num_options;
  Option* options;
};

struct Functions {
  int (*get_destinations)(Destination**) = nullptr;
  void (*free_destinations)(int, Destination*) = nullptr;
  int (*add_option)(const char*, const char*, int, Option**) = nullptr;
  void (*free_options)(int, Option*) = nullptr;
  int (*print_file)(const char*, const char*, const char*, int, Option*) = nullptr;
  const char* (*last_error)() = nullptr;

  bool areThere() const {
    return get_destinations != nullptr && free_destinations != nullptr && add_option != nullptr &&
           free_options != nullptr && print_file != nullptr && last_error != nullptr;
  }
};

template <typename Function>
void resolve(QLibrary& library, const char* name, Function* function) {
  *function = reinterpret_cast<Function>(library.resolve(name));
}

Functions load() {
  QLibrary library(QStringLiteral("cups"), 2);
  Functions functions;
  resolve(library, "cupsGetDests", &functions.get_destinations);
  resolve(library, "cupsFreeDests", &functions.free_destinations);
  resolve(library, "cupsAddOption", &functions.add_option);
  resolve(library, "cupsFreeOptions", &functions.free_options);
  resolve(library, "cupsPrintFile", &functions.print_file);
  resolve(library, "cupsLastErrorString", &functions.last_error);
  return functions;
}

const Functions& functions() {
  static const Functions kFunctions = load();
  return kFunctions;
}

}  // namespace

std::vector<Printer> Cups::printers() {
  const Functions& cups = functions();
  std::vector<Printer> printers;
  if (!cups.areThere()) return printers;
  Destination* found = nullptr;
  const int count = cups.get_destinations(&found);
  for (int i = 0; i < count; ++i) {
    const Destination& destination = found[i];
    // An instance is another set of options for the same printer.
    if (destination.instance != nullptr) continue;
    Printer printer{QString::fromUtf8(destination.name), destination.is_default != 0, {}};
    for (int k = 0; k < destination.num_options; ++k) {
      const Option& option = destination.options[k];
      printer.options.emplace_back(QString::fromUtf8(option.name), QString::fromUtf8(option.value));
    }
    printers.push_back(std::move(printer));
  }
  cups.free_destinations(count, found);
  return printers;
}

QString Cups::submit(const QString& printer,
                     const QString& title,
                     const QByteArray& pdf,
                     const std::vector<std::pair<QString, QString>>& options) {
  const Functions& cups = functions();
  if (!cups.areThere()) return QStringLiteral("There is no printing system");
  QTemporaryFile file;
  if (!file.open() || file.write(pdf) != pdf.size() || !file.flush()) return file.errorString();
  Option* list = nullptr;
  int count = 0;
  for (const auto& [name, value] : options)
    count = cups.add_option(name.toUtf8().constData(), value.toUtf8().constData(), count, &list);
  const int job = cups.print_file(printer.toUtf8().constData(), file.fileName().toUtf8().constData(),
                                  title.toUtf8().constData(), count, list);
  const QString error = job == 0 ? QString::fromUtf8(cups.last_error()) : QString();
  cups.free_options(count, list);
  return job == 0 && error.isEmpty() ? QStringLiteral("unknown error") : error;
}

}  // namespace bindings
