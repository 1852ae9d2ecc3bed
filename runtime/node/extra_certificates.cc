#include "runtime/node/extra_certificates.h"

#include "runtime/node/libnode_symbol.h"

#include <unistd.h>
#include <cstdio>
#include <cstdlib>

struct x509_store_st;

// OpenSSL's, which comes with libnode; its headers need not.
extern "C" {
using LoadFile = int (*)(x509_store_st* store, const char* file);
using GetError = unsigned long (*)();
using ErrorText = void (*)(unsigned long error, char* text, size_t size);
}

namespace runtime {
namespace {

constexpr const char* kVariable = "NODE_EXTRA_CA_CERTS";
constexpr const char* kNewStore = "_ZN4node6crypto16NewRootCertStoreEv";

// What was taken from Node. Set before it starts, and never again.
std::string& taken() {
  static std::string file;
  return file;
}

void addExtraCertificates(x509_store_st* store) {
  const auto load = reinterpret_cast<LoadFile>(dlsym(RTLD_DEFAULT, "X509_STORE_load_file"));
  if (load(store, taken().c_str()) != 0) return;
  const auto get_error = reinterpret_cast<GetError>(dlsym(RTLD_DEFAULT, "ERR_get_error"));
  const auto error_text = reinterpret_cast<ErrorText>(dlsym(RTLD_DEFAULT, "ERR_error_string_n"));
  char text[256];
  error_text(get_error(), text, sizeof text);
  std::fprintf(stderr, "Warning: Ignoring extra certs from `%s`, load failed: %s\n", taken().c_str(), text);
}

}  // namespace
}  // namespace runtime

namespace node::crypto {

// What libnode calls for the certificates that it trusts by default.
__attribute__((visibility("default"))) x509_store_st* NewRootCertStore();

x509_store_st* NewRootCertStore() {
  static const auto original = runtime::nextSymbol<x509_store_st* (*)()>(runtime::kNewStore);
  x509_store_st* store = original();
  if (!runtime::taken().empty()) runtime::addExtraCertificates(store);
  return store;
}

}  // namespace node::crypto

namespace runtime {

ExtraCertificates::ExtraCertificates() {
  const char* file = std::getenv(kVariable);
  if (file == nullptr || *file == '\0' || geteuid() != getuid()) return;
  if (!isInPlace(kNewStore, reinterpret_cast<const void*>(&node::crypto::NewRootCertStore)) ||
      dlsym(RTLD_DEFAULT, "X509_STORE_load_file") == nullptr) {
    return;
  }
  file_ = file;
  taken() = file_;
  unsetenv(kVariable);
}

ExtraCertificates::~ExtraCertificates() {
  if (!file_.empty()) setenv(kVariable, file_.c_str(), 1);
}

}  // namespace runtime
