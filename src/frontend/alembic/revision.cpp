#include "frontend/alembic/revision.h"

#include <fmt/format.h>

#include <algorithm>

#include "frontend/alembic/library.h"

namespace miglint::alembic {

using eval::Value;

namespace {

/// A line begins with the word.
bool has_line(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
    if (at == 0 || text[at - 1] == '\n') return true;
  return false;
}

void add_names(const Value* value, std::vector<std::string>& names) {
  if (value == nullptr) return;
  if (const auto text = value->str()) names.push_back(*text);
  if (value->list() != nullptr)
    for (const Value& item : value->list()->items)
      if (const auto text = item.str()) names.push_back(*text);
}

/// `def upgrade(engine_name)` is called once a database, and calls the function of that one.
void run(python::Interpreter& interpreter, FileId file, const std::string& name) {
  const syntax::Node* definition = interpreter.definition(name);
  const syntax::Node* parameters =
      definition == nullptr ? nullptr : definition->child("parameters");
  const bool by_database = parameters != nullptr && !parameters->children.empty();
  const std::vector<std::string> functions = interpreter.functions_named(name + "_");
  if (!by_database || functions.empty()) {
    interpreter.call_global(name);
    return;
  }
  for (const std::string& function : functions) {
    interpreter.call_global(
        function, {.kind = Guard::Kind::condition,
                   .text = fmt::format("engine_name == '{}'", function.substr(name.size() + 1)),
                   .span = {file, parameters->begin, parameters->end}});
  }
}

}  // namespace

bool is_revision(std::string_view text) {
  return has_line(text, "revision") && has_line(text, "down_revision") &&
         (has_line(text, "def upgrade") || has_line(text, "def downgrade"));
}

Migration read_revision(FileId file, const SourceFile& source, Dialect dialect,
                        const Environment& environment, Arena& arena) {
  Migration migration;
  migration.file = file;
  migration.framework = "alembic";
  migration.dialect = dialect;
  Library library(dialect, environment, arena);
  python::Interpreter interpreter(library);
  interpreter.run(file, source.path(), source.text());
  if (const Value* id = interpreter.global("revision")) migration.id = id->str().value_or("");
  add_names(interpreter.global("down_revision"), migration.predecessors);
  add_names(interpreter.global("depends_on"), migration.predecessors);
  if (const syntax::Node* error = interpreter.first_error()) {
    migration.problems.push_back({{file, error->begin, std::max(error->end, error->begin + 1)},
                                  "this is no Python that can be read"});
  }
  library.begin(migration.up, interpreter);
  run(interpreter, file, "upgrade");
  library.begin(migration.down, interpreter);
  run(interpreter, file, "downgrade");
  return migration;
}

}  // namespace miglint::alembic
