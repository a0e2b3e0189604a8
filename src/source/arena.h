// Memory for what is read out of one file: names, lists and operations that live as long as the
// run and are freed together. Only trivially destructible values belong here.
#pragma once

#include <cstring>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>

namespace miglint {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// A copy of `text` that lives as long as the arena.
  [[nodiscard]] std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    auto* to = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  /// A copy of `values` that lives as long as the arena.
  template <class T>
  [[nodiscard]] std::span<const T> copy(std::span<const T> values) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (values.empty()) return {};
    auto* to = static_cast<T*>(memory_.allocate(values.size_bytes(), alignof(T)));
    std::uninitialized_copy(values.begin(), values.end(), to);
    return {to, values.size()};
  }

  /// One value that lives as long as the arena.
  template <class T>
  [[nodiscard]] const T* make(const T& value) {
    return copy(std::span<const T>(&value, 1)).data();
  }

 private:
  /// What a migration of a few statements takes; it grows by half each time.
  std::pmr::monotonic_buffer_resource memory_{1024};
};

}  // namespace miglint
