// Writes docs/mysql.md from the suite: write_mysql_page SUITE OUTPUT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "suite.h"

namespace miglint::conformance {
namespace {

struct RecordedServer {
  std::string_view file;
  std::string_view title;
};

constexpr std::array kServers{RecordedServer{"mysql-9.7.txt", "MySQL 9.7"},
                              RecordedServer{"mariadb-10.11.txt", "MariaDB 10.11"},
                              RecordedServer{"mariadb-11.8.txt", "MariaDB 11.8"}};

struct Subject {
  std::string_view title;
  std::string_view prefixes;  ///< Of the forms' names, each with a space behind it.
};

/// The first that fits; the last one takes the rest.
constexpr std::array kSubjects{
    Subject{"Adding a column", "add_column add_two_columns "},
    Subject{"Dropping a column", "drop_column drop_and_add_column "},
    Subject{"Changing a column", "modify_ change_rename rename_column alter_ "},
    Subject{"Several changes at once", "together_ "},
    Subject{"Indexes",
            "add_index create_ add_unique add_two_indexes add_fulltext add_second_fulltext "
            "add_spatial drop_index drop_and_add_index drop_fulltext rename_index "},
    Subject{"Constraints",
            "add_foreign_key drop_foreign_key add_check drop_check add_primary_key "
            "drop_primary_key change_primary_key "},
    Subject{"Partitions", "partition_by remove_partitioning add_partition drop_partition "},
    Subject{"The whole table, and the rest", ""},
};

const Subject& subject_of(std::string_view name) {
  for (const Subject& subject : kSubjects) {
    std::string_view rest = subject.prefixes;
    while (!rest.empty()) {
      const std::size_t end = rest.find(' ');
      if (name.starts_with(rest.substr(0, end))) return subject;
      rest.remove_prefix(end + 1);
    }
  }
  return kSubjects.back();
}

/// "COPY, writes wait", from "COPY SHARED rebuild".
std::string words(std::string_view answer) {
  if (answer.starts_with("refused")) return fmt::format("refused ({})", answer.substr(8));
  if (answer == "UNKNOWN") return "takes no ALGORITHM";
  const std::size_t space = answer.find(' ');
  const std::string_view algorithm = answer.substr(0, space);
  if (algorithm == "INSTANT" && answer.find("NONE") != answer.npos) return "INSTANT";
  std::string out(algorithm);
  if (answer.ends_with("rebuild") && algorithm != "COPY") out += ", every row rewritten";
  if (answer.find("SHARED") != answer.npos) out += ", **writes wait**";
  if (answer.find("EXCLUSIVE") != answer.npos) out += ", **reads and writes wait**";
  return out;
}

std::string one_line(std::string_view sql) {
  std::string out;
  for (const char c : sql) {
    const char shown = c == '\n' ? ' ' : c;
    if (shown == ' ' && (out.empty() || out.ends_with(' '))) continue;
    if (shown == '|') out += '\\';
    out += shown;
  }
  while (out.ends_with(' ') || out.ends_with(';'))
    out.pop_back();
  return out;
}

std::string write_page(const std::string& suite) {
  const std::vector<Form> forms = read_forms(suite);
  const std::string usual = default_setup(suite);
  std::vector<std::map<std::string, std::string>> records;
  for (const RecordedServer& server : kServers)
    records.push_back(read_record(suite, std::string(server.file)));
  std::string out = fmt::format(
      "# What MySQL and MariaDB do for each form of ALTER TABLE\n\n"
      "<!-- Generated from tests/conformance/mysql/record/ by:\n"
      "     cmake --build --preset dev --target mysql_document -->\n\n"
      "{} statements, each put to real servers with every `ALGORITHM=` and `LOCK=`: the best that "
      "they\ngranted. `miglint locks --dialect mysql` answers the same for your own statement, and "
      "the tests hold\nits answer to this record.\n\n"
      "- **INSTANT** changes metadata only, **NOCOPY** is MariaDB's word for INPLACE without a new "
      "table.\n"
      "- Where nothing is said of them, reads and writes go on; each form waits for a moment at "
      "its "
      "beginning and end until\n  nobody has the table open in a transaction, and whoever comes "
      "later "
      "queues behind it. `lock_wait_timeout` limits that wait.\n"
      "- **COPY** writes every row to a new table. From MariaDB 11.2 on others write meanwhile.\n"
      "- MySQL 5.7 and 8.0 differ as the manual's \"Online DDL Operations\" says: no INSTANT "
      "before "
      "8.0.12; a column that does not\n  come last, and DROP COLUMN, from 8.0.29 on; RENAME COLUMN "
      "from 8.0.28 on.\n\n"
      "Statements meet this table, unless *after* says another:\n\n```sql\n{}```\n",
      forms.size(), usual);
  for (const Subject& subject : kSubjects) {
    out += fmt::format("\n## {}\n\n| statement |", subject.title);
    for (const RecordedServer& server : kServers)
      out += fmt::format(" {} |", server.title);
    out += "\n|---|---|---|---|\n";
    for (const Form& form : forms) {
      if (&subject_of(form.name) != &subject) continue;
      out += fmt::format("| `{}`", one_line(form.statement));
      const std::string own = form.has_own_setup
                                  ? form.before
                                  : form.before.substr(std::min(usual.size(), form.before.size()));
      if (!own.empty()) out += fmt::format(" *after* `{}`", one_line(own));
      out += " |";
      for (const auto& record : records) {
        const auto found = record.find(form.name);
        out += fmt::format(" {} |", found == record.end() ? "" : words(found->second));
      }
      out += '\n';
    }
  }
  return out;
}

}  // namespace
}  // namespace miglint::conformance

int main(int count, char** arguments) {
  if (count != 3) {
    std::fprintf(stderr, "usage: write_mysql_page SUITE OUTPUT\n");
    return 1;
  }
  std::ofstream file(arguments[2], std::ios::binary);
  file << miglint::conformance::write_page(arguments[1]);
  return file.flush() ? 0 : 1;
}
