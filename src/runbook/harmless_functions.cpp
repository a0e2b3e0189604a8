#include "runbook/harmless_functions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "dialect/postgres/volatility.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

/// Of the manuals' chapters on functions those that backfills are made of. Sorted.
constexpr std::array kMysql{"abs"sv,
                            "any_value"sv,
                            "ascii"sv,
                            "avg"sv,
                            "cast"sv,
                            "ceil"sv,
                            "ceiling"sv,
                            "char_length"sv,
                            "coalesce"sv,
                            "concat"sv,
                            "concat_ws"sv,
                            "convert"sv,
                            "count"sv,
                            "crc32"sv,
                            "date"sv,
                            "date_add"sv,
                            "date_format"sv,
                            "date_sub"sv,
                            "datediff"sv,
                            "day"sv,
                            "elt"sv,
                            "field"sv,
                            "find_in_set"sv,
                            "floor"sv,
                            "from_unixtime"sv,
                            "greatest"sv,
                            "group_concat"sv,
                            "hex"sv,
                            "if"sv,
                            "ifnull"sv,
                            "instr"sv,
                            "isnull"sv,
                            "json_extract"sv,
                            "json_unquote"sv,
                            "json_value"sv,
                            "lcase"sv,
                            "least"sv,
                            "left"sv,
                            "length"sv,
                            "locate"sv,
                            "lower"sv,
                            "lpad"sv,
                            "ltrim"sv,
                            "max"sv,
                            "md5"sv,
                            "min"sv,
                            "mod"sv,
                            "month"sv,
                            "nullif"sv,
                            "regexp_replace"sv,
                            "regexp_substr"sv,
                            "replace"sv,
                            "reverse"sv,
                            "right"sv,
                            "round"sv,
                            "rpad"sv,
                            "rtrim"sv,
                            "sha1"sv,
                            "sha2"sv,
                            "sign"sv,
                            "str_to_date"sv,
                            "substr"sv,
                            "substring"sv,
                            "substring_index"sv,
                            "sum"sv,
                            "timestamp"sv,
                            "trim"sv,
                            "truncate"sv,
                            "ucase"sv,
                            "unhex"sv,
                            "unix_timestamp"sv,
                            "upper"sv,
                            "year"sv};
static_assert(std::ranges::is_sorted(kMysql));

bool is_harmless_on_mysql(const ObjectName& function) {
  std::string name(function.name);
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return function.schema.empty() && std::ranges::binary_search(kMysql, name);
}

}  // namespace

bool are_harmless(std::span<const FunctionCall> calls, const Schema& schema, Dialect dialect) {
  return std::ranges::all_of(calls, [&](const FunctionCall& call) {
    const Function* own = schema.find_function(call.function);
    // What a routine of MySQL's does stands in its body only.
    if (dialect != Dialect::postgres) return own == nullptr && is_harmless_on_mysql(call.function);
    const Volatility volatility =
        own != nullptr ? own->volatility : postgres::builtin_volatility(call.function.name);
    return volatility < Volatility::unknown;
  });
}

}  // namespace miglint
