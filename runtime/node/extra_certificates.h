#pragma once

#include <string>

namespace runtime {

// Node reads the certificates of NODE_EXTRA_CA_CERTS while it starts, often a system's whole collection (some
// 90 ms of work). While one of these exists the variable is not there for Node to see; what it names is read
// when the first secure connection needs it. WORKAROUND Node 18: later releases do so themselves.
class ExtraCertificates {
 public:
  ExtraCertificates();
  ~ExtraCertificates();
  ExtraCertificates(const ExtraCertificates&) = delete;
  ExtraCertificates& operator=(const ExtraCertificates&) = delete;

 private:
  std::string file_;
};

}  // namespace runtime
