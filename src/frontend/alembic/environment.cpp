#include "frontend/alembic/environment.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "frontend/syntax/tree.h"

namespace miglint::alembic {

namespace fs = std::filesystem;

namespace {

/// Calls of `context.configure`, at any depth.
void look_for_options(const syntax::Node& node, std::string_view text, Environment& found) {
  if (node.is("keyword_argument") &&
      node.child("name")->text(text) == "transaction_per_migration") {
    const syntax::Node& value = *node.child("value");
    found.transaction_per_migration = value.is("true");
    found.is_known = value.is("true") || value.is("false");
  }
  for (const syntax::Node& child : node.children)
    look_for_options(child, text, found);
}

}  // namespace

Environment parse_environment(std::string_view env_py, std::string path) {
  Environment environment{.path = std::move(path)};
  if (!env_py.contains("transaction_per_migration")) return environment;
  const syntax::Tree tree = syntax::parse(syntax::Language::python, env_py);
  look_for_options(tree.root(), env_py, environment);
  return environment;
}

Environment read_environment(const std::string& revision_path) {
  const fs::path folder = fs::path(revision_path).parent_path();
  // versions/ may have folders of its own.
  fs::path at = folder.empty() ? fs::path(".") : folder;
  for (int up = 0; up < 3; ++up) {
    const fs::path env = at / "env.py";
    std::error_code error;
    if (fs::is_regular_file(env, error)) {
      const std::ifstream file(env, std::ios::binary);
      std::ostringstream text;
      text << file.rdbuf();
      return parse_environment(text.str(), env.generic_string());
    }
    at /= "..";
  }
  return {};
}

}  // namespace miglint::alembic
