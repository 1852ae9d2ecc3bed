#pragma once

#include <QByteArray>
#include <QString>

namespace bindings {

// The picture that the user's icon theme has for a file or folder, by its type; of what is not there, by its
// name. As a PNG file of `size` x `size` pixels.
QByteArray fileIcon(const QString& path, int size);

// The picture that the theme has under that name, in the same form; empty when it has none.
QByteArray themeIcon(const QString& name, int size);

}  // namespace bindings
