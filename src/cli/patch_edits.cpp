#include "cli/patch_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "source/apply_edits.h"
#include "source/ascii.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

/// What safe ways say of the place of their steps; a step behind any other comment is for people to
/// judge.
constexpr std::array kPlaces{"outside of a transaction"sv,
                             "outside of a transaction; reads and writes go on meanwhile"sv,
                             "in a later transaction; reads and writes go on meanwhile"sv,
                             "the CHECK is the proof: no scan"sv, "then"sv};
constexpr auto kBeforeTheFirst =
    "before the script's first statement; when it fails, run it again"sv;
constexpr auto kWhereTheTableIsNew = "in this migration, where the table is new"sv;
/// Alembic's calls bring it along.
constexpr auto kAutocommit = "`with op.get_context().autocommit_block():`"sv;
/// Laravel's: each statement is then a transaction of its own.
constexpr std::array kWithoutTransaction{
    "in a migration with `public $withinTransaction = false;`:"sv,
    "in a migration of its own, after that:"sv};

/// Words that the safe way is put together without.
constexpr std::array kKept{"IF EXISTS"sv,  "IF NOT EXISTS"sv, "ONLY"sv,     "CASCADE"sv,
                           "TABLESPACE"sv, "WITH ("sv,        "RESTRICT"sv, "COMMENT"sv};

bool holds(std::string_view text, std::string_view word) {
  return !std::ranges::search(text, word, {}, ascii::upper, ascii::upper).empty();
}

bool loses_words(std::string_view text, std::string_view safe_way) {
  return std::ranges::any_of(
      kKept, [&](std::string_view word) { return holds(text, word) && !holds(safe_way, word); });
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string_view comment_sign(Language language) {
  if (language == Language::python) return "#";
  return language == Language::php ? "//" : "--";
}

std::string_view without_spaces(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r"), text.size()));
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

/// A safe way that is written out, and where its steps go.
struct Steps {
  enum class Where { instead, before_first, behind };
  Where where = Where::instead;
  bool without_transaction = false;  ///< Laravel's migration has to say so.
  std::vector<std::string> lines;
};

/// False: what comes behind it is for people to judge.
bool read_comment(std::string_view comment, Steps& steps, bool& is_kept) {
  is_kept = false;
  const bool is_first = steps.lines.empty();
  if (is_first && comment == kBeforeTheFirst) {
    steps.where = Steps::Where::before_first;
  } else if (is_first && comment == kWhereTheTableIsNew) {
    steps.where = Steps::Where::behind;
  } else if (std::ranges::find(kWithoutTransaction, comment) != kWithoutTransaction.end()) {
    steps.without_transaction = true;
  } else if (!comment.starts_with(kAutocommit)) {
    is_kept = true;
    return std::ranges::find(kPlaces, comment) != kPlaces.end();
  }
  return true;
}

std::optional<Steps> steps_of(std::string_view safe_way, Language language) {
  if (safe_way.empty() || safe_way.contains("…") || safe_way.contains('<')) return std::nullopt;
  const std::string_view sign = comment_sign(language);
  Steps steps;
  for (const std::string_view line : lines_of(safe_way)) {
    bool is_kept = true;
    const bool is_comment = line.starts_with(sign);
    if (is_comment && !read_comment(without_spaces(line.substr(sign.size())), steps, is_kept)) {
      return std::nullopt;
    }
    if (is_kept) steps.lines.emplace_back(line);
  }
  return steps.lines.empty() ? std::nullopt : std::optional(std::move(steps));
}

class EditWriter {
 public:
  EditWriter(const Finding& finding, const ReadFile& file, const SourceSet& sources)
      : finding_(finding),
        file_(file),
        source_(sources[finding.span.file]),
        text_(source_.text()),
        language_(file.set->tool->language),
        script_(finding.direction == Direction::up ? file.up : file.down) {}

  PatchDraft draft() {
    if (language_ == Language::python && finding_.safe_way.contains("postgresql_concurrently")) {
      auto edits = with_concurrently();
      if (!edits.empty()) return {.edits = std::move(edits)};
    }
    const auto steps = steps_of(finding_.safe_way, language_);
    if (!steps) return {};
    PatchDraft draft{.edits = placed(*steps), .adds = steps->where == Steps::Where::behind};
    if (draft.edits.empty() || language_ != Language::php) return draft;
    if (steps->without_transaction && !text_.contains("$withinTransaction")) {
      const auto line = line_behind("extends Migration", "{");
      if (!line) return {};
      draft.edits.push_back(inserted(*line, "    public $withinTransaction = false;\n\n"));
    }
    // The front-end knows the facade without it, PHP does not.
    constexpr auto kFacade = "Illuminate\\Support\\Facades\\DB;"sv;
    if (finding_.safe_way.contains("DB::") && !text_.contains(kFacade)) {
      const auto line = place_of_import(kFacade);
      if (!line) return {};
      draft.edits.push_back(inserted(*line, fmt::format("use {}\n", kFacade)));
    }
    draft.edits = compatible_edits(draft.edits);
    return draft;
  }

 private:
  std::vector<Edit> placed(const Steps& steps) const {
    if (steps.where == Steps::Where::before_first) return before_first(steps);
    const Statement* statement = statement_found();
    if (statement == nullptr || statement->source == nullptr) return {};
    if (!statement->source->guards.empty()) return {};
    if (statement->source->certainty != Certainty::exact) return {};
    const Span span = statement->span;
    const bool is_block = std::ranges::any_of(
        statement->operations, [](const Operation& each) { return each.nesting.in_block; });
    if (is_block) return in_block(steps, *statement);
    if (steps.where == Steps::Where::behind) return addition(steps, span);
    if (loses_words(text_.substr(span.begin, end_of(span).value_or(span.end) - span.begin),
                    finding_.safe_way))
      return {};
    if (language_ == Language::php && text_.substr(span.begin).starts_with("$table->")) {
      return behind_closure(steps, span);
    }
    return replacement(steps, span);
  }

  /// Null: none, or several: a call that sends more than one, or a line of a loop.
  [[nodiscard]] const Statement* statement_found() const {
    const Statement* found = nullptr;
    for (const Statement& statement : script_) {
      const Span span = statement.span;
      const bool covers = span.file == finding_.span.file && span.begin <= finding_.span.begin &&
                          finding_.span.begin < span.end;
      if (!covers) continue;
      if (found != nullptr) return nullptr;
      found = &statement;
    }
    return found;
  }

  [[nodiscard]] std::uint32_t line_begin(std::uint32_t at) const {
    return source_.line_begin(source_.position(at).line);
  }
  [[nodiscard]] std::uint32_t next_line(std::uint32_t at) const {
    return source_.line_begin(source_.position(at).line + 1);
  }

  /// The begin of the line behind the first one that holds `what` and, there or later, `end`.
  [[nodiscard]] std::optional<std::uint32_t> line_behind(std::string_view what,
                                                         std::string_view end) const {
    const std::size_t found = text_.find(what);
    if (found == std::string_view::npos) return std::nullopt;
    const std::size_t close = text_.find(end, found + 1);
    if (close == std::string_view::npos) return std::nullopt;
    return next_line(static_cast<std::uint32_t>(close));
  }

  /// Behind the last import that comes before it by name; the first of all is none of ours.
  [[nodiscard]] std::optional<std::uint32_t> place_of_import(std::string_view name) const {
    std::optional<std::uint32_t> place;
    constexpr auto kUse = "\nuse "sv;
    for (std::size_t at = text_.find(kUse); at != std::string_view::npos;
         at = text_.find(kUse, at + 1)) {
      const std::string_view rest = text_.substr(at + kUse.size());
      if (!place || rest.substr(0, rest.find('\n')) < name) {
        place = next_line(static_cast<std::uint32_t>(at + 1));
      }
    }
    return place;
  }

  [[nodiscard]] Edit inserted(std::uint32_t at, std::string text) const {
    return {.span = {finding_.span.file, at, at}, .replacement = std::move(text)};
  }

  /// What stands before the place on its line, if it is nothing but spaces.
  [[nodiscard]] std::optional<std::string> indentation(std::uint32_t at) const {
    const std::uint32_t begin = line_begin(at);
    const std::string_view before = text_.substr(begin, at - begin);
    if (before.find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
    return std::string(before);
  }

  /// The call is a statement of its own of the migration, not part of one, nor of what another
  /// collects.
  [[nodiscard]] bool stands_alone(std::uint32_t at) const {
    const std::string_view rest = text_.substr(at);
    if (language_ == Language::python) return rest.starts_with("op.");
    if (language_ == Language::php) return rest.starts_with("DB::") || rest.starts_with("Schema::");
    return true;
  }

  /// The end of the statement with its semicolon, where nothing but a comment follows on its line.
  [[nodiscard]] std::optional<std::uint32_t> end_of(Span span) const {
    std::uint32_t end = language_ == Language::php ? end_of_chain(span.end) : span.end;
    if (end < text_.size() && text_[end] == ';') ++end;
    const std::string_view rest = without_spaces(text_.substr(end, text_.find('\n', end) - end));
    const bool is_comment =
        rest.starts_with("--") || rest.starts_with('#') || rest.starts_with("//");
    return rest.empty() || is_comment ? std::optional(end) : std::nullopt;
  }

  /// `$table->foreign('a')` goes on: `->references('id')->on('t');`
  [[nodiscard]] std::uint32_t end_of_chain(std::uint32_t at) const {
    int depth = 0;
    char quote = '\0';
    for (; at < text_.size(); ++at) {
      const char c = text_[at];
      if (quote != '\0') {
        if (c == '\\') ++at;
        if (c == quote) quote = '\0';
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if (c == ')' || c == ']' || c == '}') {
        --depth;
      } else if (c == ';' && depth <= 0) {
        break;
      }
    }
    return at;
  }

  static std::string joined(const Steps& steps, std::string_view indent) {
    std::string out;
    for (const std::string& line : steps.lines) {
      if (!out.empty()) out += '\n';
      if (!out.empty() && !line.empty()) out += indent;
      out += line;
    }
    return out;
  }

  [[nodiscard]] std::vector<Edit> before_first(const Steps& steps) const {
    // Rules that know the transaction of a script of SQL give the fix themselves.
    if (script_.empty()) return {};
    if (language_ == Language::sql) {
      if (file_.migration.dialect == Dialect::postgres) return {};
      const std::uint32_t at = script_.front().span.begin;
      const auto indent = indentation(at);
      if (!indent) return {};
      return {inserted(at, joined(steps, *indent) + '\n' + *indent)};
    }
    // Not where the first call stands, which may be in a loop.
    const bool is_up = finding_.direction == Direction::up;
    const bool is_python = language_ == Language::python;
    const std::string name =
        is_up ? (is_python ? "upgrade" : "up") : (is_python ? "downgrade" : "down");
    const auto body = is_python ? line_behind("\ndef " + name + "(", ":\n")
                                : line_behind("function " + name + "(", "{");
    if (!body) return {};
    const auto begin = text_.find_first_not_of(" \t\r\n", *body);
    if (begin == std::string_view::npos || text_[begin] == '"' || text_[begin] == '\'') return {};
    const auto indent = indentation(static_cast<std::uint32_t>(begin));
    if (!indent) return {};
    return {inserted(*body, *indent + joined(steps, *indent) + '\n')};
  }

  [[nodiscard]] std::vector<Edit> replacement(const Steps& steps, Span span) const {
    const auto indent = indentation(span.begin);
    const auto end = end_of(span);
    if (!indent || !end || !stands_alone(span.begin)) return {};
    return {{.span = {span.file, span.begin, *end}, .replacement = joined(steps, *indent)}};
  }

  [[nodiscard]] std::vector<Edit> addition(const Steps& steps, Span span) const {
    const auto indent = indentation(span.begin);
    const auto end = end_of(span);
    if (!indent || !end || !stands_alone(span.begin)) return {};
    // Behind the comment at the line's end.
    const std::uint32_t at = next_line(*end);
    const bool is_ended = language_ == Language::python || text_[*end - 1] == ';';
    if (!is_ended || !text_.substr(0, at).ends_with('\n')) return {};
    return {inserted(at, *indent + joined(steps, *indent) + '\n')};
  }

  /// A line of `Schema::table('t', function …) { … });` becomes steps behind that call, which goes
  /// when nothing else stands in it.
  [[nodiscard]] std::vector<Edit> behind_closure(const Steps& steps, Span span) const {
    const auto indent = indentation(span.begin);
    const auto end = end_of(span);
    if (!indent || !end || text_[*end - 1] != ';') return {};
    std::uint32_t head = line_begin(span.begin);
    std::string outer;
    do {
      if (head == 0) return {};
      head = line_begin(head - 1);
      const std::string_view line = text_.substr(head, next_line(head) - head);
      const std::size_t first = line.find_first_not_of(" \t\r\n");
      if (first == std::string_view::npos) continue;
      outer = std::string(line.substr(0, first));
    } while (outer.size() >= indent->size());
    const std::string_view opening = without_spaces(line_at(head));
    if (!opening.starts_with("Schema::table(") || !opening.ends_with('{')) return {};
    std::uint32_t close = next_line(*end);
    while (close < text_.size() && line_at(close) != outer + "});")
      close = next_line(close);
    if (close >= text_.size()) return {};
    const std::uint32_t behind = next_line(close);
    const std::string added = outer + joined(steps, outer) + '\n';
    const std::uint32_t first = line_begin(span.begin);
    const std::uint32_t last = next_line(*end);
    const bool is_only =
        without_spaces(text_.substr(next_line(head), first - next_line(head))).empty() &&
        without_spaces(text_.substr(last, close - last)).empty();
    if (is_only) return {{.span = {span.file, head, behind}, .replacement = added}};
    return {{.span = {span.file, first, last}, .replacement = {}}, inserted(behind, added)};
  }

  /// DO $$ BEGIN IF NOT EXISTS (…) THEN ALTER TABLE …; END IF; END $$;: the constraint is added
  /// there, NOT VALID, and validated behind the block, which does no harm a second time.
  [[nodiscard]] std::vector<Edit> in_block(const Steps& steps, const Statement& block) const {
    constexpr auto kAdded = " NOT VALID;"sv;
    const bool is_pair = steps.lines.size() == 3 && steps.lines[0].ends_with(kAdded) &&
                         steps.lines[1].starts_with("--") &&
                         steps.lines[2].contains(" VALIDATE CONSTRAINT ");
    const auto operation = std::ranges::find_if(block.operations, [&](const Operation& each) {
      return each.span.begin == finding_.span.begin && each.span.file == finding_.span.file;
    });
    if (!is_pair || operation == block.operations.end()) return {};
    // An operation is a part of ALTER TABLE.
    const std::size_t command = text_.rfind("ALTER TABLE", operation->span.begin);
    if (command == std::string_view::npos || command < block.span.begin) return {};
    const auto begin = static_cast<std::uint32_t>(command);
    if (text_.substr(begin, operation->span.begin - begin).contains(';')) return {};
    const std::size_t end = text_.find(';', operation->span.begin);
    if (end == std::string_view::npos || end >= block.span.end) return {};
    const std::string_view written = text_.substr(begin, end - begin);
    // A semicolon in a text or a comment ends no statement.
    if (std::ranges::count(written, '\'') % 2 != 0 || loses_words(written, steps.lines[0]))
      return {};
    const Steps behind{.lines = {steps.lines[1], steps.lines[2]}};
    std::vector<Edit> edits = addition(behind, block.span);
    if (edits.empty()) return {};
    const std::string added = steps.lines[0].substr(0, steps.lines[0].size() - 1);
    edits.insert(edits.begin(),
                 {.span = {operation->span.file, begin, static_cast<std::uint32_t>(end)},
                  .replacement = added});
    return edits;
  }

  [[nodiscard]] std::string_view line_at(std::uint32_t begin) const {
    return source_.line(source_.position(begin).line);
  }

  /// The call as it is written, with its variables, so that it may stand in a loop.
  [[nodiscard]] std::vector<Edit> with_concurrently() const {
    const auto found = std::ranges::find_if(script_, [&](const Statement& statement) {
      return statement.span.begin <= finding_.span.begin &&
             finding_.span.begin < statement.span.end;
    });
    if (found == script_.end()) return {};
    const Span span = found->span;
    const std::string_view call = text_.substr(span.begin, span.end - span.begin);
    const bool is_index =
        (call.starts_with("op.create_index(") || call.starts_with("op.drop_index(")) &&
        call.ends_with(')') && !call.contains("postgresql_concurrently");
    const auto indent = indentation(span.begin);
    if (!is_index || !indent || !end_of(span)) return {};
    std::string_view arguments = call.substr(0, call.size() - 1);
    while (!arguments.empty() && " \t\r\n,"sv.contains(arguments.back()))
      arguments.remove_suffix(1);
    std::string moved = "with op.get_context().autocommit_block():\n";
    const std::string whole = std::string(arguments) + ", postgresql_concurrently=True)";
    bool is_first = true;
    for (const std::string_view line : lines_of(whole)) {
      moved += is_first ? *indent + "    " : "\n    ";
      moved += line;
      is_first = false;
    }
    return {{.span = span, .replacement = std::move(moved)}};
  }

  const Finding& finding_;
  const ReadFile& file_;
  const SourceFile& source_;
  std::string_view text_;
  Language language_;
  const std::vector<Statement>& script_;
};

}  // namespace

PatchDraft patch_draft(const Finding& finding, const ReadFile& file, const SourceSet& sources) {
  if (file.is_standard_input) return {};
  if (finding.fix.empty()) return EditWriter(finding, file, sources).draft();
  const bool is_one_file = std::ranges::all_of(
      finding.fix, [&](const Edit& edit) { return edit.span.file == finding.span.file; });
  if (!is_one_file) return {};
  return {.edits = compatible_edits(finding.fix)};
}

}  // namespace miglint
