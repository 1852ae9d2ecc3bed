// A Node-API addon that counts the QObjects of the process it is loaded into, by the hooks that Qt has for
// debuggers. Only bench/load uses it.

#include <malloc.h>
#include <node_api.h>
#include <QByteArray>
#include <QMap>
#include <QObject>
#include <mutex>
#include <unordered_set>

// As in Qt's <private/qhooks_p.h>, whose format Qt keeps for debuggers.
QT_BEGIN_NAMESPACE
extern Q_CORE_EXPORT quintptr qtHookData[];
QT_END_NAMESPACE

namespace {

enum Hook { kAddQObject = 3, kRemoveQObject = 4 };
using ObjectHook = void (*)(QObject*);

struct Counted {
  std::mutex mutex;
  std::unordered_set<QObject*> objects;
};

// Never deleted: objects go after it.
Counted& counted() {
  static auto* const kCounted = new Counted;
  return *kCounted;
}

void add(QObject* object) {
  const std::lock_guard lock(counted().mutex);
  counted().objects.insert(object);
}

void remove(QObject* object) {
  const std::lock_guard lock(counted().mutex);
  counted().objects.erase(object);
}

// An object {class name: how many live} of those that were made since the addon was loaded.
napi_value count(napi_env env, napi_callback_info) {
  QMap<QByteArray, int> by_class;
  {
    const std::lock_guard lock(counted().mutex);
    for (const QObject* object : counted().objects) ++by_class[object->metaObject()->className()];
  }
  napi_value result;
  napi_create_object(env, &result);
  for (auto it = by_class.cbegin(); it != by_class.cend(); ++it) {
    napi_value number;
    napi_create_int32(env, it.value(), &number);
    napi_set_named_property(env, result, it.key().constData(), number);
  }
  return result;
}

// The bytes that are in use of what malloc gave.
napi_value allocated(napi_env env, napi_callback_info) {
  const struct mallinfo2 info = mallinfo2();
  napi_value result;
  napi_create_int64(env, static_cast<int64_t>(info.uordblks + info.hblkhd), &result);
  return result;
}

napi_value initialize(napi_env env, napi_value exports) {
  qtHookData[kAddQObject] = reinterpret_cast<quintptr>(static_cast<ObjectHook>(add));
  qtHookData[kRemoveQObject] = reinterpret_cast<quintptr>(static_cast<ObjectHook>(remove));
  napi_value function;
  napi_create_function(env, "count", NAPI_AUTO_LENGTH, count, nullptr, &function);
  napi_set_named_property(env, exports, "count", function);
  napi_create_function(env, "allocated", NAPI_AUTO_LENGTH, allocated, nullptr, &function);
  napi_set_named_property(env, exports, "allocated", function);
  return exports;
}

}  // namespace

NAPI_MODULE(NODE_GYP_MODULE_NAME, initialize)
