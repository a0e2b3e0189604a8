// The syntax tree of a Python or PHP file, as plain values.
//
// Comes in: a file's text. Goes out: its nodes, named as the tree-sitter grammar names them (the
// grammars' node-types.json lists kinds and fields). What the code means does not belong here.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "source/arena.h"

namespace miglint::syntax {

enum class Language : std::uint8_t { python, php };

/// A node and all below it. Comments are left out.
struct Node {
  std::string_view kind;   ///< "call"; for a token the token itself, "+".
  std::string_view field;  ///< What it is to its parent: "arguments"; empty when nothing special.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool named = false;   ///< False for a token of fixed text.
  bool broken = false;  ///< An error stands here or below, or the parser made the node up.
  std::span<const Node> children;

  /// The first child of that field; none: nullptr.
  [[nodiscard]] const Node* child(std::string_view name) const;
  /// The first child of that kind; none: nullptr.
  [[nodiscard]] const Node* child_of_kind(std::string_view name) const;
  /// The children that are no tokens.
  [[nodiscard]] std::vector<const Node*> named_children() const;

  [[nodiscard]] bool is(std::string_view name) const { return kind == name; }
  [[nodiscard]] std::string_view text(std::string_view source) const {
    return source.substr(begin, end - begin);
  }
};

/// A whole file. Nodes stay where they are when the tree is moved.
class Tree {
 public:
  [[nodiscard]] const Node& root() const { return *root_; }
  /// The first place that could not be read; nullptr when all could.
  [[nodiscard]] const Node* first_error() const { return first_error_; }

 private:
  friend Tree parse(Language language, std::string_view text);
  std::unique_ptr<Arena> arena_ = std::make_unique<Arena>();
  const Node* root_ = nullptr;
  const Node* first_error_ = nullptr;
};

/// Never fails: what cannot be read stands in nodes that are `broken`. Files of 4 GB and more are
/// cut off.
[[nodiscard]] Tree parse(Language language, std::string_view text);

}  // namespace miglint::syntax
