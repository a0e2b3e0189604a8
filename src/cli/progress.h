// How far a run is, on a terminal, and only when it takes long enough to wonder.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string_view>

namespace miglint {

class Progress {
 public:
  Progress();
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// May be called by several threads.
  void show(std::string_view what, std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;

  bool on_terminal_;
  std::mutex mutex_;
  bool shown_ = false;
  Clock::time_point next_;
};

}  // namespace miglint
