// A map from interned names to values whose copies share what they have in common.
//
// Copying it copies one pointer; a change clones the path to the changed entry if another copy
// still uses it, and nothing if none does. Keys must outlive the map (see `KeyPool`).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace miglint {

template <class Value>
class HashTrie {
 public:
  [[nodiscard]] const Value* find(std::string_view key) const {
    const std::size_t hash = hash_of(key);
    const Node* node = root_.get();
    for (int depth = 0; node != nullptr && node->children; ++depth) {
      node = (*node->children)[branch(hash, depth)].get();
    }
    if (node == nullptr) return nullptr;
    const auto found = position(node->entries, hash, key);
    return found == node->entries.end() ? nullptr : &found->value;
  }

  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != nullptr; }

  /// For changing the value: no other copy of the map sees the change. Null: no such key.
  [[nodiscard]] Value* find_own(std::string_view key) {
    if (!root_) return nullptr;
    const std::size_t hash = hash_of(key);
    auto& entries = own_leaf(hash).node->entries;
    const auto found = position(entries, hash, key);
    return found == entries.end() ? nullptr : &found->value;
  }

  /// The value of `key`, made if there is none.
  Value& operator[](std::string_view key) {
    const std::size_t hash = hash_of(key);
    Leaf leaf = own_leaf(hash);
    const auto found = position(leaf.node->entries, hash, key);
    if (found != leaf.node->entries.end()) return found->value;
    ++size_;
    if (leaf.node->entries.size() >= kLeafSize && leaf.depth < kMaxDepth) {
      split(leaf);
      leaf = own_leaf(hash);
    }
    return leaf.node->entries.emplace_back(hash, key, Value{}).value;
  }

  bool erase(std::string_view key) {
    if (!contains(key)) return false;
    const std::size_t hash = hash_of(key);
    auto& entries = own_leaf(hash).node->entries;
    const auto found = position(entries, hash, key);
    if (found != entries.end() - 1) *found = std::move(entries.back());
    entries.pop_back();
    --size_;
    return true;
  }

  /// Calls `visit(key, value)` for each entry, in no order.
  template <class Visit>
  void for_each(const Visit& visit) const {
    if (root_) visit_node(*root_, visit);
  }

  /// True as soon as `test(key, value)` is of an entry; in no order.
  template <class Test>
  [[nodiscard]] bool any_of(const Test& test) const {
    return root_ && any_in(*root_, test);
  }

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kBits = 4;
  static constexpr std::size_t kFan = 1U << kBits;
  static constexpr std::size_t kLeafSize = 12;
  static constexpr int kMaxDepth = static_cast<int>(sizeof(std::size_t) * 8 / kBits) - 1;

  struct Entry {
    std::size_t hash;
    std::string_view key;
    Value value;
  };
  /// A leaf has entries; a branch has children.
  struct Node {
    using Children = std::array<std::shared_ptr<Node>, kFan>;
    std::vector<Entry> entries;
    std::unique_ptr<Children> children;

    Node() = default;
    Node(const Node& other)
        : entries(other.entries),
          children(other.children ? std::make_unique<Children>(*other.children) : nullptr) {}
    Node& operator=(const Node&) = delete;
  };

  static std::size_t hash_of(std::string_view key) { return std::hash<std::string_view>{}(key); }
  static std::size_t branch(std::size_t hash, int depth) {
    return (hash >> (static_cast<std::size_t>(depth) * kBits)) & (kFan - 1);
  }

  template <class Entries>
  static auto position(Entries& entries, std::size_t hash, std::string_view key) {
    return std::find_if(entries.begin(), entries.end(),
                        [&](const Entry& entry) { return entry.hash == hash && entry.key == key; });
  }

  static Node* own(std::shared_ptr<Node>& node) {
    if (!node) {
      node = std::make_shared<Node>();
    } else if (node.use_count() > 1) {
      node = std::make_shared<Node>(*node);
    }
    return node.get();
  }

  struct Leaf {
    Node* node;
    int depth;
  };
  /// The leaf for `hash`, shared with no other copy.
  Leaf own_leaf(std::size_t hash) {
    Leaf leaf{own(root_), 0};
    while (leaf.node->children) {
      leaf.node = own((*leaf.node->children)[branch(hash, leaf.depth)]);
      ++leaf.depth;
    }
    return leaf;
  }

  static void split(Leaf leaf) {
    leaf.node->children = std::make_unique<typename Node::Children>();
    for (Entry& entry : leaf.node->entries) {
      own((*leaf.node->children)[branch(entry.hash, leaf.depth)])
          ->entries.push_back(std::move(entry));
    }
    leaf.node->entries = {};
  }

  template <class Visit>
  static void visit_node(const Node& node, const Visit& visit) {
    for (const Entry& entry : node.entries)
      visit(entry.key, entry.value);
    if (!node.children) return;
    for (const auto& child : *node.children) {
      if (child) visit_node(*child, visit);
    }
  }

  template <class Test>
  static bool any_in(const Node& node, const Test& test) {
    const auto holds = [&](const Entry& entry) { return test(entry.key, entry.value); };
    if (std::ranges::any_of(node.entries, holds)) return true;
    return node.children && std::ranges::any_of(*node.children, [&](const auto& child) {
             return child && any_in(*child, test);
           });
  }

  std::shared_ptr<Node> root_;
  std::size_t size_ = 0;
};

}  // namespace miglint
