#include "runtime/node/code_cache.h"

#include <elf.h>
#include <link.h>
#include <node.h>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>

namespace runtime {

// Another definition, which is not weak, takes this one's place where the build embeds a cache.
__attribute__((weak)) std::span<const std::uint8_t> embeddedCodeCache() {
  return {};
}

namespace {

// The bytes: size and text of libnode's build id, then size and text of a script's id, size and bytes of its
// code, for each. Sizes are 32 bits; everything begins at a multiple of eight.
constexpr size_t kAlignment = 8;

constexpr size_t padded(size_t size) {
  return (size + kAlignment - 1) / kAlignment * kAlignment;
}

class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  bool atEnd() const { return bytes_.empty(); }

  std::span<const std::uint8_t> next() {
    std::uint32_t size = 0;
    if (bytes_.size() < kAlignment) return fail();
    std::memcpy(&size, bytes_.data(), sizeof size);
    if (bytes_.size() - kAlignment < padded(size)) return fail();
    const auto part = bytes_.subspan(kAlignment, size);
    bytes_ = bytes_.subspan(kAlignment + padded(size));
    return part;
  }
  std::string_view nextText() {
    const auto part = next();
    return {reinterpret_cast<const char*>(part.data()), part.size()};
  }

 private:
  std::span<const std::uint8_t> fail() {
    bytes_ = {};
    return {};
  }
  std::span<const std::uint8_t> bytes_;
};

void writePart(std::ostream& out, const void* data, size_t size) {
  const std::uint64_t header = size;
  out.write(reinterpret_cast<const char*>(&header), sizeof header);
  out.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
  constexpr char kNothing[kAlignment] = {};
  out.write(kNothing, static_cast<std::streamsize>(padded(size) - size));
}

struct NoteSearch {
  std::uintptr_t address;
  std::string build_id;
};

std::string buildIdOf(const dl_phdr_info& object) {
  for (const auto& header : std::span(object.dlpi_phdr, object.dlpi_phnum)) {
    if (header.p_type != PT_NOTE) continue;
    const auto* note = reinterpret_cast<const char*>(object.dlpi_addr + header.p_vaddr);
    const char* const end = note + header.p_memsz;
    while (note + sizeof(ElfW(Nhdr)) <= end) {
      const auto* head = reinterpret_cast<const ElfW(Nhdr)*>(note);
      const char* const name = note + sizeof *head;
      const char* const text = name + (head->n_namesz + 3) / 4 * 4;
      if (head->n_type == NT_GNU_BUILD_ID && head->n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0) {
        return {text, head->n_descsz};
      }
      note = text + (head->n_descsz + 3) / 4 * 4;
    }
  }
  return {};
}

// V8 looks only at the length of a source. So a cache is good for the very libnode for which it was made.
std::string nodeBuildId() {
  NoteSearch search{reinterpret_cast<std::uintptr_t>(&node::CreateEnvironment), {}};
  dl_iterate_phdr(
      [](dl_phdr_info* object, size_t, void* data) {
        auto* wanted = static_cast<NoteSearch*>(data);
        for (const auto& header : std::span(object->dlpi_phdr, object->dlpi_phnum)) {
          const std::uintptr_t begin = object->dlpi_addr + header.p_vaddr;
          if (header.p_type != PT_LOAD || wanted->address < begin ||
              wanted->address >= begin + header.p_memsz) {
            continue;
          }
          wanted->build_id = buildIdOf(*object);
          return 1;
        }
        return 0;
      },
      &search);
  return search.build_id;
}

using CodeById = std::map<std::string_view, std::span<const std::uint8_t>>;

CodeById readEmbedded() {
  CodeById codes;
  Reader reader(embeddedCodeCache());
  if (reader.atEnd() || reader.nextText() != nodeBuildId()) return codes;
  while (!reader.atEnd()) {
    const std::string_view id = reader.nextText();
    codes.emplace(id, reader.next());
  }
  return codes;
}

struct Recording {
  std::string file;
  std::map<std::string, v8::Global<v8::Function>, std::less<>> functions;
};

Recording& recording() {
  static Recording recording;
  return recording;
}

}  // namespace

std::span<const std::uint8_t> findCodeCache(std::string_view id) {
  static const CodeById kCodes = readEmbedded();
  if (isRecordingCodeCache()) return {};
  const auto found = kCodes.find(id);
  return found == kCodes.end() ? std::span<const std::uint8_t>() : found->second;
}

void recordCodeCache(const std::string& file) {
  recording().file = file;
}

bool isRecordingCodeCache() {
  return !recording().file.empty();
}

void addToCodeCache(v8::Isolate* isolate, std::string_view id, v8::Local<v8::Function> function) {
  if (isRecordingCodeCache()) recording().functions[std::string(id)].Reset(isolate, function);
}

void finishCodeCache(v8::Isolate* isolate) {
  if (!isRecordingCodeCache()) return;
  const v8::HandleScope handle_scope(isolate);
  std::ofstream out(recording().file, std::ios::binary);
  const std::string build_id = nodeBuildId();
  writePart(out, build_id.data(), build_id.size());
  for (const auto& [id, function] : recording().functions) {
    const std::unique_ptr<v8::ScriptCompiler::CachedData> code(
        v8::ScriptCompiler::CreateCodeCacheForFunction(function.Get(isolate)));
    if (!code) continue;
    writePart(out, id.data(), id.size());
    writePart(out, code->data, static_cast<size_t>(code->length));
  }
  recording().functions.clear();
}

}  // namespace runtime
