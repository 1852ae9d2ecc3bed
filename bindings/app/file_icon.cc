#include "bindings/app/file_icon.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QIcon>
#include <QMimeDatabase>
#include <QStyle>

namespace bindings {
namespace {

// Without a desktop that says which theme is the user's, one that is installed is better than none.
void chooseFallbackTheme() {
  static bool chosen = false;
  if (chosen) return;
  chosen = true;
  for (const char* name : {"Adwaita", "breeze", "Papirus", "gnome"}) {
    for (const QString& folder : QIcon::themeSearchPaths()) {
      if (!QFileInfo::exists(folder + QLatin1Char('/') + QLatin1String(name) +
                             QStringLiteral("/index.theme")))
        continue;
      QIcon::setFallbackThemeName(QLatin1String(name));
      return;
    }
  }
}

QByteArray toPng(const QImage& image, int size) {
  QByteArray bytes;
  if (image.isNull()) return bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.scaled(size, size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).save(&buffer, "PNG");
  return bytes;
}

}  // namespace

QByteArray fileIcon(const QString& path, int size) {
  chooseFallbackTheme();
  const QMimeType type = QMimeDatabase().mimeTypeForFile(path);
  QIcon icon = QIcon::fromTheme(type.iconName());
  if (icon.isNull()) icon = QIcon::fromTheme(type.genericIconName());
  QImage image = icon.pixmap(QSize(size, size), 1).toImage();
  if (image.isNull()) {
    const bool is_folder = QFileInfo(path).isDir();
    icon = QApplication::style()->standardIcon(is_folder ? QStyle::SP_DirIcon : QStyle::SP_FileIcon);
    image = icon.pixmap(QSize(size, size), 1).toImage();
  }
  return toPng(image, size);
}

QByteArray themeIcon(const QString& name, int size) {
  chooseFallbackTheme();
  return toPng(QIcon::fromTheme(name).pixmap(QSize(size, size), 1).toImage(), size);
}

}  // namespace bindings
