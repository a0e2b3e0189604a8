// MODIFY and CHANGE: a whole new definition, judged by what it changes.
#include <algorithm>
#include <array>

#include "dialect/mysql/impact/verdict.h"

namespace miglint::mysql {
namespace {

using std::string_view_literals::operator""sv;

bool is_integer(std::string_view type) {
  static constexpr std::array kTypes{"tinyint"sv, "smallint"sv, "mediumint"sv, "int"sv, "bigint"sv};
  return std::ranges::find(kTypes, type) != kTypes.end();
}

bool is_text(std::string_view type) {
  static constexpr std::array kTypes{"char"sv,       "varchar"sv,  "tinytext"sv, "text"sv,
                                     "mediumtext"sv, "longtext"sv, "enum"sv,     "set"sv};
  return std::ranges::find(kTypes, type) != kTypes.end();
}

/// Bytes of the longest character.
std::uint32_t character_size(std::string_view charset) {
  if (charset == "latin1" || charset == "ascii" || charset == "binary" || charset == "latin2" ||
      charset == "cp1252" || charset == "cp1251" || charset == "koi8r" || charset == "latin5") {
    return 1;
  }
  if (charset == "utf8" || charset == "utf8mb3") return 3;
  if (charset == "ucs2" || charset == "gbk" || charset == "sjis" || charset == "big5") return 2;
  return 4;
}

std::string_view canonical_charset(std::string_view charset) {
  return charset == "utf8" ? "utf8mb3"sv : charset;
}

std::string_view charset_of_collation(std::string_view collation) {
  return collation.substr(0, collation.find('_'));
}

/// The character set in force; empty: the database's, which is not known.
std::string_view charset_of(std::string_view own, std::string_view collation, const Place& at,
                            std::string_view of_command = {}) {
  if (!own.empty()) return canonical_charset(own);
  if (!collation.empty()) return canonical_charset(charset_of_collation(collation));
  if (!of_command.empty()) return canonical_charset(of_command);
  return at.table == nullptr ? std::string_view() : canonical_charset(at.table->charset);
}

/// DEFAULT CHARSET in the same command holds for the columns that it defines.
std::string_view default_charset_of_command(const Place& at) {
  if (!has<op::SetTableOption>(at)) return {};
  for (const Operation& operation : at.command) {
    const auto* option = std::get_if<op::SetTableOption>(&operation.action);
    if (option == nullptr || option->kind != op::SetTableOption::Kind::default_charset) continue;
    return option->traits.charset;
  }
  return {};
}

std::int32_t modifier(std::span<const std::int32_t> modifiers, std::size_t at,
                      std::int32_t otherwise) {
  return at < modifiers.size() ? modifiers[at] : otherwise;
}

/// The first labels are the same, and none is gone.
bool appends(std::span<const std::string> old, std::span<const std::string_view> now) {
  return now.size() >= old.size() &&
         std::ranges::equal(old, now.first(old.size()),
                            [](std::string_view a, std::string_view b) { return a == b; });
}

/// Bytes in which the server stores a value.
std::size_t label_bytes(std::string_view type, std::size_t labels) {
  if (type == "enum") return labels > 255 ? 2 : 1;
  const std::size_t bytes = (labels + 7) / 8;
  return bytes > 4 ? 8 : bytes;
}

Verdict label_change(const ColumnType& old, const TypeName& type, const Place& at) {
  if (!appends(old.labels, type.labels)) {
    return copy(at, "a value of the list is removed, renamed or moved");
  }
  if (label_bytes(old.name, old.labels.size()) != label_bytes(old.name, type.labels.size())) {
    return copy(at, "the longer list of values needs more bytes in every row");
  }
  return instant_since(at, 8, 0, 12);
}

Verdict length_change(const ColumnType& old, const TypeName& type, std::uint32_t size,
                      bool size_known, const Place& at) {
  const auto before = static_cast<std::uint32_t>(modifier(old.modifiers, 0, 1));
  const auto after = static_cast<std::uint32_t>(modifier(type.modifiers, 0, 1));
  if (after == before) return instant();
  if (after < before) return copy(at, "the column gets shorter");
  if (old.name == "char" || old.name == "binary") {
    return copy(at, "a CHAR has its full length in every row");
  }
  // Up to 255 bytes, one byte holds the length of a value. InnoDB itself writes lengths below 128
  // in one byte either way, which MariaDB makes use of.
  const bool same_in_rows = at.server().mariadb && before * size < 128;
  if (before * size <= 255 && after * size > 255 && !same_in_rows) {
    Verdict verdict =
        copy(at, "the longest value grows over 255 bytes, so its length needs a second byte");
    if (!size_known) {
      verdict.assumption = "unknown character set: assumes utf8mb4";
    }
    return verdict;
  }
  Verdict verdict = at.server().mariadb ? instant() : nocopy();
  if (!size_known && before <= 255 && after > 63) {
    verdict.assumption = "unknown character set: assumes utf8mb4";
  }
  return verdict;
}

Verdict charset_change(std::string_view from, std::string_view to, const ColumnType& type,
                       const Place& at) {
  if (from == to || from.empty() || to.empty()) return instant();
  const bool widens = from == "utf8mb3" && to == "utf8mb4";
  // Stored alike: ASCII in any character set that holds it, utf8mb3 in utf8mb4.
  const bool mariadb_knows = widens || from == "ascii";
  if (at.server().mariadb && mariadb_knows) {
    const auto length = static_cast<std::uint32_t>(modifier(type.modifiers, 0, 1));
    const bool crosses = type.name == "varchar" && length * character_size(from) <= 255 &&
                         length * character_size(to) > 255;
    if (type.name == "varchar" && !crosses) return instant();
  }
  if (!at.server().mariadb && widens && at.server().at_least(8, 0)) {
    const auto length = static_cast<std::uint32_t>(modifier(type.modifiers, 0, 1));
    const bool crosses = length * 3 <= 255 && length * 4 > 255;
    if (type.name == "varchar" && !crosses) return nocopy();
  }
  return copy(at, "every value is converted to another character set");
}

Verdict collation_change(const Column& old, const ColumnDefinition& definition, const Place& at) {
  const std::string_view from = old.collation;
  const std::string_view to = definition.collation.name;
  if (from == to || to.empty()) return instant();
  if (at.server().mariadb) return is_indexed(old.name, at) ? nocopy() : instant();
  return is_indexed(old.name, at) ? copy(at, "the values of an indexed column sort otherwise")
                                  : nocopy();
}

Verdict null_change(const Column& old, const ColumnDefinition& definition, const Place& at) {
  if (!old.not_null_known) {
    if (!definition.not_null) return instant();
    Verdict verdict = rebuild("every row is checked and written again without its NULL flag");
    verdict.scan = true;
    verdict.assumption = "unknown old definition: assumes that the column takes NULL";
    return verdict;
  }
  const bool in_key = definition.not_null ||
                      (old.not_null && at.table != nullptr &&
                       std::ranges::any_of(at.table->constraints, [&](const auto& each) {
                         return each.kind == ConstraintKind::primary_key &&
                                std::ranges::find(each.columns, old.name) != each.columns.end();
                       }));
  if (in_key == old.not_null) return instant();
  if (in_key) {
    if (!at.environment.strict) {
      return copy(at, "without strict sql_mode, NULLs are turned into zeros and empty strings");
    }
    Verdict verdict = rebuild("every row is checked and written again without its NULL flag");
    verdict.scan = true;
    return verdict;
  }
  return rebuild("every row is written again with a NULL flag");
}

/// Standing where it stood is no change: FIRST for the first column, AFTER the one before it.
bool moves(const op::ChangeColumn& change, const Place& at) {
  using Kind = ColumnPosition::Kind;
  if (change.position.kind == Kind::unsaid) return false;
  const Column* old = at.column(change.column);
  if (old == nullptr || at.table->columns_incomplete) return true;
  const auto index = old - at.table->columns.data();
  if (change.position.kind == Kind::first) return index != 0;
  const Column* before = at.column(change.position.after);
  return before == nullptr || before - at.table->columns.data() != index - 1;
}

/// TEXT and BLOB in an index need the length of a prefix.
bool is_whole_in_index(std::string_view column, const Place& at) {
  if (at.table == nullptr) return false;
  return std::ranges::any_of(at.table->indexes, [&](RelationKey key) {
    const Index* index = at.before.find_index(key);
    if (index == nullptr || index->method == "fulltext") return false;
    const bool dropped = std::ranges::any_of(at.command, [&](const Operation& operation) {
      const auto* drop = std::get_if<op::DropIndex>(&operation.action);
      return drop != nullptr && drop->index.name == index->name;
    });
    return !dropped && std::ranges::any_of(index->keys, [&](const Index::Key& part) {
      return part.column == column && part.prefix_length == 0;
    });
  });
}

Verdict of_known(const op::ChangeColumn& change, const Column& old, const Place& at) {
  const ColumnDefinition& definition = change.definition;
  const std::string_view type = definition.type.name.name;
  if ((type.ends_with("text") || type.ends_with("blob")) && is_whole_in_index(old.name, at)) {
    return refused(at.server().mariadb ? 1071 : 1170,
                   "the column is in an index, which takes a prefix of a TEXT or BLOB only");
  }
  if (const auto refusal = refused_type_change(change, old, at)) return *refusal;
  Verdict verdict = instant();
  if (old.generated != definition.generated) {
    return copy(at, "a column becomes a generated one, or ceases to be one");
  }
  if (definition.generated == Generated::stored) {
    return copy(at, "the stored column is worked out for every row");
  }
  verdict = worse(verdict, type_change(old, definition, at));
  if (old.name != definition.name) verdict = worse(verdict, instant_since(at, 8, 0, 28));
  verdict = worse(verdict, null_change(old, definition, at));
  if (definition.auto_increment && !old.auto_increment) {
    Verdict numbered = copy(at, "the column becomes AUTO_INCREMENT");
    numbered.online.lock = DdlLock::shared;
    verdict = worse(verdict, numbered);
  } else if (old.auto_increment && !definition.auto_increment && !at.server().mariadb) {
    verdict = worse(verdict, copy(at, "the column ceases to be AUTO_INCREMENT"));
  }
  if (moves(change, at)) {
    // MySQL does in an instant with a column added or dropped what it does not do alone.
    const bool along = at.server().at_least(8, 0, 29) && at.company.changes_rows_in_instant;
    const bool in_instant = at.server().mariadb || along;
    verdict = worse(verdict,
                    in_instant ? instant() : rebuild("the column gets another place in every row"));
  }
  // Where nothing but a default or a comment changes, all versions change metadata only.
  const bool metadata = verdict.online.algorithm == DdlAlgorithm::instant;
  return metadata ? instant_since(at, 8, 0, 12) : verdict;
}

}  // namespace

Verdict type_change(const Column& old, const ColumnDefinition& definition, const Place& at) {
  const ColumnType& from = *old.type;
  const TypeName& to = definition.type;
  if (from.name != to.name.name) return copy(at, "the type of the column changes");
  if (is_integer(from.name)) {
    // The number in parentheses is only for display.
    return from.is_unsigned == to.is_unsigned ? instant()
                                              : copy(at, "the column gets or loses its sign");
  }
  const std::string_view old_charset = charset_of(from.charset, old.collation, at);
  const std::string_view new_charset =
      charset_of(to.charset, definition.collation.name, at, default_charset_of_command(at));
  const bool binary = from.name == "varbinary" || from.name == "binary";
  if (from.name == "enum" || from.name == "set") {
    const Verdict labels = label_change(from, to, at);
    // Rows hold numbers, which is all that MySQL looks at.
    return at.server().mariadb ? worse(labels, charset_change(old_charset, new_charset, from, at))
                               : labels;
  }
  if (is_text(from.name)) {
    const Verdict converted = charset_change(old_charset, new_charset, from, at);
    if (converted.online.algorithm == DdlAlgorithm::copy) return converted;
    Verdict verdict = worse(converted, collation_change(old, definition, at));
    if (from.name == "varchar" || from.name == "char") {
      verdict = worse(
          verdict, length_change(from, to, character_size(new_charset), !new_charset.empty(), at));
    }
    return verdict;
  }
  if (binary) return length_change(from, to, 1, true, at);
  const bool same = std::ranges::equal(from.modifiers, to.modifiers);
  const bool exact = from.name == "decimal";
  const bool same_decimal = modifier(from.modifiers, 0, 10) == modifier(to.modifiers, 0, 10) &&
                            modifier(from.modifiers, 1, 0) == modifier(to.modifiers, 1, 0);
  if (same || (exact && same_decimal)) return instant();
  return copy(at, exact ? "a DECIMAL of other length is stored otherwise"
                        : "the type of the column changes");
}

Verdict verdict(const op::ChangeColumn& change, const Place& at) {
  if (other_engine(at)) return copy(at, "the table's engine is not InnoDB");
  const Column* old = at.column(change.column);
  if (old == nullptr || !old->type) {
    Verdict verdict = copy(at, "the column's type may change");
    verdict.assumption = "unknown old definition: assumes that the type changes";
    return verdict;
  }
  return of_known(change, *old, at);
}

}  // namespace miglint::mysql
