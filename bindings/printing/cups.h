#pragma once

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

namespace bindings {

// A printer, as the printing system (CUPS) describes it.
struct Printer {
  QString name;
  bool is_default = false;
  std::vector<std::pair<QString, QString>> options;  // names of CUPS: printer-info, printer-state, …
};

// The printing system, by its library. That is loaded when it is first asked; without it there are no
// printers. What these functions do may wait for a server: they may be called on any thread.
class Cups {
 public:
  static std::vector<Printer> printers();
  // Hands over a document. The error's text, empty when it was taken.
  static QString submit(const QString& printer,
                        const QString& title,
                        const QByteArray& pdf,
                        const std::vector<std::pair<QString, QString>>& options);
};

}  // namespace bindings
