#include "frontend/syntax/tree.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <limits>

extern "C" const TSLanguage* tree_sitter_python();
extern "C" const TSLanguage* tree_sitter_php();

namespace miglint::syntax {
namespace {

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

/// tree-sitter's cursor, freed when it goes.
class Cursor {
 public:
  explicit Cursor(const TSTree* tree) : cursor_(ts_tree_cursor_new(ts_tree_root_node(tree))) {}
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }

  bool to_first_child() { return ts_tree_cursor_goto_first_child(&cursor_); }
  bool to_next_sibling() { return ts_tree_cursor_goto_next_sibling(&cursor_); }
  void to_parent() { ts_tree_cursor_goto_parent(&cursor_); }
  [[nodiscard]] bool is_comment() const {
    return ts_node_is_extra(ts_tree_cursor_current_node(&cursor_));
  }

  /// The node under the cursor, without its children.
  [[nodiscard]] Node node() const {
    const TSNode at = ts_tree_cursor_current_node(&cursor_);
    const char* field = ts_tree_cursor_current_field_name(&cursor_);
    return {.kind = ts_node_type(at),
            .field = field != nullptr ? field : "",
            .begin = ts_node_start_byte(at),
            .end = ts_node_end_byte(at),
            .named = ts_node_is_named(at),
            .broken = ts_node_has_error(at),
            .children = {}};
  }

 private:
  TSTreeCursor cursor_;
};

/// Copies the tree without recursion: nesting is bounded by memory alone.
const Node* copy_tree(const TSTree* tree, Arena& arena) {
  Cursor cursor(tree);
  std::vector<Node> open{cursor.node()};
  std::vector<std::vector<Node>> children(1);
  bool descend = cursor.to_first_child();
  while (!open.empty()) {
    if (descend) {
      // An extra that is broken is no comment but what the parser had to skip.
      const Node node = cursor.node();
      if (!cursor.is_comment() || node.broken || node.is("ERROR")) {
        open.push_back(node);
        children.emplace_back();
        if (cursor.to_first_child()) continue;
      } else {
        if (cursor.to_next_sibling()) continue;
        cursor.to_parent();
      }
    }
    Node done = open.back();
    open.pop_back();
    done.children = arena.copy(std::span<const Node>(children.back()));
    children.pop_back();
    if (open.empty()) return arena.make(done);
    children.back().push_back(done);
    descend = cursor.to_next_sibling();
    if (!descend) cursor.to_parent();
  }
  return nullptr;
}

const Node* find_error(const Node& root) {
  const Node* at = root.broken ? &root : nullptr;
  while (at != nullptr && !at->is("ERROR")) {
    const auto below = std::ranges::find_if(at->children, &Node::broken);
    if (below == at->children.end()) break;
    at = &*below;
  }
  return at;
}

}  // namespace

const Node* Node::child(std::string_view name) const {
  const auto found = std::ranges::find(children, name, &Node::field);
  return found == children.end() ? nullptr : &*found;
}

const Node* Node::child_of_kind(std::string_view name) const {
  const auto found = std::ranges::find(children, name, &Node::kind);
  return found == children.end() ? nullptr : &*found;
}

std::vector<const Node*> Node::named_children() const {
  std::vector<const Node*> named_ones;
  for (const Node& node : children)
    if (node.named) named_ones.push_back(&node);
  return named_ones;
}

Tree parse(Language language, std::string_view text) {
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  ts_parser_set_language(parser.get(),
                         language == Language::python ? tree_sitter_python() : tree_sitter_php());
  const auto size = static_cast<std::uint32_t>(
      std::min<std::size_t>(text.size(), std::numeric_limits<std::uint32_t>::max() - 1));
  const std::unique_ptr<TSTree, DeleteTree> parsed(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), size));
  Tree tree;
  tree.root_ = copy_tree(parsed.get(), *tree.arena_);
  tree.first_error_ = find_error(*tree.root_);
  return tree;
}

}  // namespace miglint::syntax
