// What the files of several tools share: numbers in names, lines with markers, scripts made of
// parts of a file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "project/tools/tool.h"

namespace miglint::tools {

/// Without blanks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Letters of either case are the same.
[[nodiscard]] bool starts_with_word(std::string_view text, std::string_view word);

/// A file of C++ or C, by its ending.
[[nodiscard]] bool is_cxx(std::string_view path);

/// The digits that the name begins with; empty for none.
[[nodiscard]] std::string_view leading_digits(std::string_view name);
/// Digits compared as a number of any length.
[[nodiscard]] bool number_less(std::string_view a, std::string_view b);
/// "1718000000_add_users" for "1718000000_add_users.up.sql".
[[nodiscard]] std::string_view stem(std::string_view name);

struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;   ///< Without the line's end.
  std::uint32_t next = 0;  ///< Where the next line begins.
  std::string_view text;   ///< Without the line's end.
};
[[nodiscard]] std::vector<Line> lines_of(std::string_view text);

/// Adds a scope to the script of that direction; its index.
std::uint32_t add_scope(Migration& migration, Direction direction, TransactionScope scope);
/// Adds the bytes [begin, end) of the file.
void add_part(const ReadInput& input, Migration& migration, Direction direction,
              std::uint32_t scope, std::uint32_t begin, std::uint32_t end);
/// The whole file as one script, in the direction that the file holds.
void add_whole_file(const ReadInput& input, Migration& migration, TransactionScope scope);
/// The `read` of a tool that opens no transaction and sends the whole file in one message.
void read_as_one_message(const ReadInput& input, Migration& migration);
/// Of files that hold one direction each.
[[nodiscard]] Direction direction_of(const MigrationFile& file);

/// Scripts that undo others have names that say so: x.down.sql, x_down.sql, down.sql,
/// rollback….sql, or any name in a folder `revert`.
[[nodiscard]] Direction direction_by_name(std::string_view path);

/// One of the last parts of the path speaks of migrations.
[[nodiscard]] bool is_called_migrations(std::string_view folder);

/// `tool_default`, or `guess` where the tool itself is one.
[[nodiscard]] KnownBy default_of(const MigrationSet& set);

/// The files of the folder (not those below it) whose names `id_of` gives an id, with the others
/// that end in .sql left out for `reason`.
struct NamedFile {
  std::string id;
  MigrationFile::Holds holds = MigrationFile::Holds::both;
};
void take_files(const RecogniseInput& input, MigrationSet& set,
                const std::function<NamedFile(std::string_view name)>& name_of,
                std::string_view reason);
/// By the number in the ids; an up before its down.
void sort_by_number(std::vector<MigrationFile>& files);

/// The first file, of the first few and the last, for whose text `matches` holds.
[[nodiscard]] const MigrationFile* find_text(Tree& tree, const MigrationSet& set,
                                             const std::function<bool(std::string_view)>& matches);

/// `${name}` made a name of the same length, so that places in the text stay places in the file.
void fill_placeholders(const ReadInput& input, Migration& migration);

/// A package's version as `package.json`, in `folder` or above, asks for it: "^6.1.0"; empty for
/// none.
[[nodiscard]] std::string package_version(Tree& tree, const std::string& folder,
                                          std::string_view package);
/// The first two numbers of a version such as "^7.4.0"; {0, 0} when there are none.
[[nodiscard]] ServerVersion numbers_of(std::string_view version);

/// The first file of these names, in `folder` or above it, that holds `word`; empty for none.
[[nodiscard]] std::string file_with_word(Tree& tree, const std::string& folder,
                                         std::span<const std::string_view> names,
                                         std::string_view word);

}  // namespace miglint::tools
