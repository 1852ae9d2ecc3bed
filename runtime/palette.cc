#include "runtime/palette.h"

#include <QApplication>
#include <QPalette>
#include <utility>

namespace runtime {
namespace {

// As the palette is QApplication's, of which there is one.
bool is_replaced = false;

QPalette darkPalette() {
  const QColor ground(0x2d, 0x2d, 0x2d);
  const QColor text(0xee, 0xee, 0xee);
  QPalette palette(text, ground);
  palette.setColor(QPalette::Base, QColor(0x23, 0x23, 0x23));
  palette.setColor(QPalette::AlternateBase, ground);
  palette.setColor(QPalette::ToolTipBase, ground);
  palette.setColor(QPalette::ToolTipText, text);
  palette.setColor(QPalette::Highlight, QApplication::palette().color(QPalette::Highlight));
  palette.setColor(QPalette::HighlightedText, QApplication::palette().color(QPalette::HighlightedText));
  palette.setColor(QPalette::Link, QColor(0x7a, 0xb4, 0xff));
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x80, 0x80));
  return palette;
}

}  // namespace

bool isPaletteDark() {
  // Nothing but a light palette is replaced.
  if (qApp == nullptr || is_replaced) return false;
  const QPalette palette = QApplication::palette();
  return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

void useDarkPalette(bool dark) {
  if (qApp == nullptr) return;
  // An empty palette is the desktop's.
  if (std::exchange(is_replaced, false)) QApplication::setPalette(QPalette());
  if (!dark || isPaletteDark()) return;
  QApplication::setPalette(darkPalette());
  is_replaced = true;
}

}  // namespace runtime
