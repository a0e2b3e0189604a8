#include "frontend/alembic/revision.h"

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
  interpreter.call_global("upgrade");
  library.begin(migration.down, interpreter);
  interpreter.call_global("downgrade");
  return migration;
}

}  // namespace miglint::alembic
