#include "bindings/dialog/file_dialog.h"

#include "bindings/dialog/dialog_life.h"

#include <QAbstractItemView>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeDatabase>
#include <functional>

namespace bindings {
namespace {

struct FileFilter {
  QString name;
  std::vector<QString> extensions;
};

struct FileDialogOptions {
  bool save = false;
  QString title;         // empty: Qt's, by what the dialog is for
  QString default_path;  // absolute, of a file or a folder; empty: none
  QString button_label;  // empty: the usual
  std::vector<FileFilter> filters;
  bool folders = false;
  bool multiple = false;
  bool hidden = false;
  bool confirm_overwrite = false;
  int id = 0;  // for closeDialog
};

FileDialogOptions readOptions(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  FileDialogOptions options;
  std::vector<v8::Local<v8::Object>> filters;
  ObjectReader(isolate, object)
      .read("save", &options.save)
      .read("title", &options.title)
      .read("defaultPath", &options.default_path)
      .read("buttonLabel", &options.button_label)
      .read("filters", &filters)
      .read("folders", &options.folders)
      .read("multiple", &options.multiple)
      .read("hidden", &options.hidden)
      .read("confirmOverwrite", &options.confirm_overwrite)
      .read("id", &options.id);
  for (const v8::Local<v8::Object>& filter : filters) {
    FileFilter& added = options.filters.emplace_back();
    ObjectReader(isolate, filter).read("name", &added.name).read("extensions", &added.extensions);
  }
  return options;
}

QStringList filterTexts(const std::vector<FileFilter>& filters) {
  QStringList texts;
  for (const auto& [name, extensions] : filters) {
    QStringList patterns;
    for (const QString& extension : extensions)
      patterns << (extension == QLatin1String("*") ? extension : QStringLiteral("*.") + extension);
    const QString list = patterns.join(QLatin1Char(' '));
    texts << QStringLiteral("%1 (%2)").arg(name.isEmpty() ? list : name, list);
  }
  return texts;
}

// Qt's own dialog, with an answer to "replace this file?" that needs no event loop within another.
class FileDialog : public QFileDialog {
 public:
  FileDialog(const FileDialogOptions& options, QWidget* owner)
      : QFileDialog(owner), confirm_overwrite_(options.confirm_overwrite) {
    prepareDialog(this, owner, options.id);
    setOption(DontUseNativeDialog);
    setOption(DontConfirmOverwrite);
    setOption(HideNameFilterDetails);
    setAcceptMode(options.save ? AcceptSave : AcceptOpen);
    setFileMode(options.save       ? AnyFile
                : options.folders  ? Directory
                : options.multiple ? ExistingFiles
                                   : ExistingFile);
    if (!options.title.isEmpty()) setWindowTitle(options.title);
    if (!options.filters.empty()) setNameFilters(filterTexts(options.filters));
    setOption(ShowDirsOnly, options.folders);
    if (options.hidden) setFilter(filter() | QDir::Hidden);
    const QString label = options.save ? QStringLiteral("&Save") : QStringLiteral("&Open");
    setLabelText(Accept, options.button_label.isEmpty()
                             ? label
                             : QString(options.button_label).replace(QLatin1Char('&'), QLatin1String("&&")));
    if (options.folders && options.multiple) selectSeveralFolders();
    goTo(options.default_path);
  }

  void accept() override {
    const QStringList paths = selectedFiles();
    const QFileInfo file(paths.value(0));
    if (!confirm_overwrite_ || paths.isEmpty() || !file.exists() || file.isDir()) {
      QFileDialog::accept();
      return;
    }
    auto* question = new QMessageBox(
        QMessageBox::Warning, windowTitle(),
        QStringLiteral("A file named “%1” already exists. Do you want to replace it?").arg(file.fileName()),
        QMessageBox::NoButton, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        QStringLiteral("It is in “%1”. Replacing it overwrites what it holds.").arg(file.dir().dirName()));
    QPushButton* replace = question->addButton(QStringLiteral("&Replace"), QMessageBox::AcceptRole);
    question->addButton(QMessageBox::Cancel);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(question, &QMessageBox::finished, this, [this, question, replace] {
      if (static_cast<void*>(question->clickedButton()) == replace) QFileDialog::accept();
    });
    question->open();
  }

 private:
  // What Qt's dialog can do with its own views, though its modes do not say so.
  void selectSeveralFolders() {
    for (const char* name : {"listView", "treeView"}) {
      if (auto* view = findChild<QAbstractItemView*>(QLatin1String(name)))
        view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    }
  }

  void goTo(const QString& path) {
    if (path.isEmpty()) return;
    const QFileInfo file(path);
    if (file.isDir()) {
      setDirectory(path);
      return;
    }
    if (file.dir().exists()) setDirectory(file.dir());
    selectFile(file.fileName());
  }

  bool confirm_overwrite_;
};

using Paths = std::optional<std::vector<QString>>;

QPointer<QDialog> openDialog(const FileDialogOptions& options,
                             const std::optional<v8::Local<v8::Object>>& window,
                             const std::function<void(const Paths&)>& answer) {
  auto* dialog = new FileDialog(options, dialogOwner(window));
  QObject::connect(dialog, &QDialog::finished, dialog, [dialog, answer](int result) {
    const QStringList paths = dialog->selectedFiles();
    if (result == QDialog::Accepted && !paths.isEmpty()) {
      answer(std::vector<QString>(paths.begin(), paths.end()));
    } else {
      answer(std::nullopt);
    }
  });
  dialog->show();
  return dialog;
}

}  // namespace

void showFileDialog(BindingContext& context,
                    v8::Local<v8::Object> js_options,
                    const std::optional<v8::Local<v8::Object>>& window,
                    v8::Local<v8::Object> callback) {
  const JsCallback answer(context.node, callback.As<v8::Function>());
  openDialog(readOptions(context.node.isolate(), js_options), window,
             [answer](const Paths& paths) { answer(paths); });
}

Paths showFileDialogSync(BindingContext& context,
                         v8::Local<v8::Object> js_options,
                         const std::optional<v8::Local<v8::Object>>& window) {
  Paths chosen;
  waitForDialog(openDialog(readOptions(context.node.isolate(), js_options), window,
                           [&chosen](const Paths& paths) { chosen = paths; }));
  return chosen;
}

std::vector<QString> acceptedExtensions(BindingContext&, const std::vector<QString>& accepted) {
  const QMimeDatabase database;
  QStringList found;
  for (const QString& each : accepted) {
    if (each.startsWith(QLatin1Char('.'))) {
      found << each.mid(1);
    } else if (each.endsWith(QLatin1String("/*"))) {
      const auto types = database.allMimeTypes();
      for (const QMimeType& type : types) {
        if (type.name().startsWith(each.chopped(1))) found << type.suffixes();
      }
    } else {
      found << database.mimeTypeForName(each).suffixes();
    }
  }
  found.removeDuplicates();
  return {found.begin(), found.end()};
}

}  // namespace bindings
