// SQL files of no tool that is known: whatever runs them, it runs them in the order of their names.
#include "project/tools/parts.h"
#include "project/tools/registry.h"
#include "source/ascii.h"

namespace miglint::tools {

Direction direction_by_name(std::string_view path) {
  const std::string lower = ascii::lower_case(path);
  const std::string_view name = miglint::name_of(lower);
  const std::string above = miglint::folder_of(lower);
  const bool down = name == "down.sql" || name.ends_with(".down.sql") ||
                    name.ends_with("_down.sql") ||
                    (name.starts_with("rollback") && name.ends_with(".sql")) ||
                    miglint::name_of(above) == "revert";
  return down ? Direction::down : Direction::up;
}

namespace {

/// Never by itself: which files are read then is decided where they are looked for.
std::optional<MigrationSet> recognise(const RecogniseInput& input) {
  if (!input.told) return std::nullopt;
  MigrationSet set;
  set.order = "by name, numbers in it by their value";
  take_files(
      input, set,
      [](std::string_view name) {
        if (!ascii::lower_case(name).ends_with(".sql")) return NamedFile{};
        return NamedFile{std::string(stem(name)), MigrationFile::Holds::both};
      },
      "");
  if (set.files.empty()) return std::nullopt;
  return set;
}

void read(const ReadInput& input, Migration& migration) {
  const Direction direction = direction_by_name(input.file.path);
  const std::uint32_t scope =
      add_scope(migration, direction,
                {.wrap = Wrap::none,
                 .send = Send::statement,
                 .known_by = KnownBy::guess,
                 .reason = "a plain SQL file: taken to be run by psql -f, statement by statement"});
  add_part(input, migration, direction, scope, 0, static_cast<std::uint32_t>(input.text.size()));
}

}  // namespace

const Tool plain{.name = "sql", .title = "plain SQL", .recognise = recognise, .read = read};

}  // namespace miglint::tools
