#include "bindings/glue/convert.h"

namespace bindings {

QString urlText(const QUrl& url) {
  if (url.isValid()) return QString::fromLatin1(url.toEncoded());
  static const QString kBefore = QStringLiteral("source was \"");
  static const QString kAfter = QStringLiteral("\"; scheme = ");
  const QString complaint = url.errorString();
  const qsizetype start = complaint.indexOf(kBefore);
  if (start < 0) return QString();
  const qsizetype end = complaint.indexOf(kAfter, start);
  return complaint.mid(start + kBefore.size(), end < 0 ? -1 : end - start - kBefore.size());
}

}  // namespace bindings
