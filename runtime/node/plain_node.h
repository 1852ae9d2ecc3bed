#pragma once

#include <string>
#include <vector>

namespace runtime {

// What ELECTRON_RUN_AS_NODE asks for: Node's own command line in this process, without Qt and without an app.
// Runs until its event loop is empty; answers the exit code. Instead of a NodeHost, at most once per process.
int runAsNode(const std::vector<std::string>& arguments);

}  // namespace runtime
