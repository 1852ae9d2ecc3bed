#pragma once

#include <QString>

namespace runtime {

class PageLink;

// The script that is injected into a page: lib/js/renderer and lib/js/common as one function, called with
// `config` (JSON, from lib/js/main/api/web-preferences.js) and what it must know of the page's link. Only
// with `is_traced` it has what --ipc-trace needs.
QString shimSource(const PageLink& link, const QString& config, bool is_traced);

// What a worker with Node begins with: the same modules, started with `config`. The page puts what the worker
// is to run in front of it.
QString workerSource(const PageLink& link, const QString& config, bool is_traced);

// The script for sub-frames that get no shim: lib/js/renderer/frames-agent.js, started with `config`.
QString frameAgentSource(const PageLink& link, const QString& config);

// The script for a world without a shim: lib/js/renderer/relay.js and what it needs, started with `config`.
QString relaySource(const QString& config);

// The script of a profile that fetches the scripts of a page which did not come: lib/js/renderer/
// frame-guard.js, for the frames within a page or the others.
QString frameGuardSource(const QString& sign, const QString& question, bool of_sub_frames);

}  // namespace runtime
