#pragma once

#include <functional>
#include <memory>
#include <utility>

namespace bindings {

// Runs `work` on a thread of its own, which answers with what is to be run on the GUI thread. When the app
// ends, work that has begun gets two seconds; what takes longer than that is left behind, and not answered.
void startInBackground(std::function<std::function<void()>()> work);

// Does `work` on another thread, and hands what it gives to `answer` on this one.
template <typename Work, typename Answer>
void inBackground(Work work, Answer answer) {
  // The function of JavaScript may be let go on this thread only: the other one has no more than its address.
  auto* handed = new Answer(std::move(answer));
  startInBackground([work = std::move(work), handed]() -> std::function<void()> {
    return [handed, result = work()] {
      const std::unique_ptr<Answer> owned(handed);
      (*owned)(result);
    };
  });
}

}  // namespace bindings
