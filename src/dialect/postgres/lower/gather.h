// A list that is filled, copied into the arena and forgotten: no heap memory while it is short.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

namespace miglint::postgres {

template <class T, std::size_t N = 16>
class Gather {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Gather() = default;
  Gather(const Gather&) = delete;
  Gather& operator=(const Gather&) = delete;

  void push_back(const T& value) {
    if (size_ == capacity_) grow();
    std::construct_at(begin_ + size_, value);
    ++size_;
  }
  void pop_back() { --size_; }
  void clear() { size_ = 0; }

  [[nodiscard]] T& back() { return begin_[size_ - 1]; }
  [[nodiscard]] T& operator[](std::size_t index) { return begin_[index]; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return begin_[index]; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* begin() const { return begin_; }
  [[nodiscard]] const T* end() const { return begin_ + size_; }
  [[nodiscard]] std::span<const T> values() const { return {begin_, size_}; }
  [[nodiscard]] bool contains(const T& value) const {
    return std::find(begin(), end(), value) != end();
  }

 private:
  void grow() {
    auto larger = std::make_unique_for_overwrite<std::byte[]>(2 * capacity_ * sizeof(T));
    std::memcpy(larger.get(), begin_, size_ * sizeof(T));
    heap_ = std::move(larger);
    begin_ = reinterpret_cast<T*>(heap_.get());
    capacity_ *= 2;
  }

  alignas(T) std::byte inline_[N * sizeof(T)];
  std::unique_ptr<std::byte[]> heap_;
  T* begin_ = reinterpret_cast<T*>(inline_);
  std::size_t size_ = 0;
  std::size_t capacity_ = N;
};

}  // namespace miglint::postgres
