#include "verify/server/mysql_connection.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "verify/server/libmariadb.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr unsigned int kConnectSeconds = 10;

struct FreeResult {
  void operator()(MYSQL_RES* result) const { libmariadb().mysql_free_result(result); }
};
using Result = std::unique_ptr<MYSQL_RES, FreeResult>;

ServerError error_of(MYSQL* connection) {
  std::string state = libmariadb().mysql_sqlstate(connection);
  // The library's own errors have none.
  if (state == "00000" || state == "HY000") state.clear();
  return {.sqlstate = std::move(state), .message = libmariadb().mysql_error(connection)};
}

/// Of an answer; null when it has none.
std::expected<std::vector<Row>, ServerError> rows_of(MYSQL* handle, const Result& result) {
  std::vector<Row> rows;
  if (result == nullptr) {
    // A statement without rows, or rows that could not be fetched.
    if (libmariadb().mysql_field_count(handle) != 0) return std::unexpected(error_of(handle));
    return rows;
  }
  const unsigned int columns = libmariadb().mysql_num_fields(result.get());
  while (MYSQL_ROW fields = libmariadb().mysql_fetch_row(result.get())) {
    const unsigned long* const sizes = libmariadb().mysql_fetch_lengths(result.get());
    Row& row = rows.emplace_back();
    for (unsigned int column = 0; column < columns; ++column) {
      row.push_back(fields[column] == nullptr
                        ? std::nullopt
                        : std::optional<std::string>(std::in_place, fields[column], sizes[column]));
    }
  }
  if (libmariadb().mysql_errno(handle) != 0) return std::unexpected(error_of(handle));
  return rows;
}

/// Takes the scheme off; nothing when it is another one.
std::optional<std::string_view> after_scheme(std::string_view url) {
  for (const std::string_view scheme : {"mysql://"sv, "mariadb://"sv})
    if (url.starts_with(scheme)) return url.substr(scheme.size());
  return std::nullopt;
}

/// %2F and the like; nothing for a % without two hexadecimal digits.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    if (text.size() - at < 3) return std::nullopt;
    unsigned int code = 0;
    const char* const begin = text.data() + at + 1;
    const auto read = std::from_chars(begin, begin + 2, code, 16);
    if (read.ec != std::errc() || read.ptr != begin + 2) return std::nullopt;
    out += static_cast<char>(code);
    at += 2;
  }
  return out;
}

/// Splits at the first `mark`; the second part is nothing when there is none.
std::pair<std::string_view, std::optional<std::string_view>> split(std::string_view text,
                                                                   char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {text, std::nullopt};
  return {text.substr(0, at), text.substr(at + 1)};
}

const char* or_null(const std::string& text) {
  return text.empty() ? nullptr : text.c_str();
}

}  // namespace

bool is_mysql_url(std::string_view url) {
  return after_scheme(url).has_value();
}

std::expected<MysqlAddress, std::string> read_mysql_url(std::string_view url) {
  const auto rest = after_scheme(url);
  if (!rest) return std::unexpected("the URL must begin with mysql:// or mariadb://");
  const auto [place, query] = split(*rest, '?');
  const auto [authority, database] = split(place, '/');
  const std::size_t at_sign = authority.rfind('@');
  const bool has_user = at_sign != std::string_view::npos;
  const auto [user, password] =
      split(has_user ? authority.substr(0, at_sign) : std::string_view(), ':');
  const auto [host, port] = split(has_user ? authority.substr(at_sign + 1) : authority, ':');

  MysqlAddress address;
  std::string_view socket;
  for (std::string_view options = query.value_or(""sv); !options.empty();) {
    const auto [option, more] = split(options, '&');
    const auto [name, value] = split(option, '=');
    if (name != "socket" || !value) {
      return std::unexpected(fmt::format("`{}` of the URL is not known; known: socket=PATH", name));
    }
    socket = *value;
    options = more.value_or(""sv);
  }
  for (const auto& [part, to] :
       {std::pair(user, &address.user), std::pair(password.value_or(""sv), &address.password),
        std::pair(host, &address.host), std::pair(database.value_or(""sv), &address.database),
        std::pair(socket, &address.socket)}) {
    auto text = decoded(part);
    if (!text) return std::unexpected("a % of the URL stands without two hexadecimal digits");
    *to = *std::move(text);
  }
  if (port) {
    const auto read = std::from_chars(port->data(), port->data() + port->size(), address.port);
    if (read.ec != std::errc() || read.ptr != port->data() + port->size()) {
      return std::unexpected(fmt::format("the port `{}` of the URL is no number", *port));
    }
  }
  return address;
}

void MysqlConnection::Close::operator()(st_mysql* connection) const {
  libmariadb().mysql_close(connection);
}

std::expected<MysqlConnection, ServerError> MysqlConnection::open(const MysqlAddress& address) {
  if (const auto& library = load_libmariadb(); !library) {
    return std::unexpected(ServerError{.sqlstate = "", .message = library.error()});
  }
  MysqlConnection opened;
  opened.handle_.reset(libmariadb().mysql_init(nullptr));
  MYSQL* const handle = opened.handle_.get();
  if (handle == nullptr) return std::unexpected(ServerError{"", "out of memory"});
  libmariadb().mysql_options(handle, MYSQL_OPT_NONBLOCK, nullptr);
  libmariadb().mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &kConnectSeconds);
  libmariadb().mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (address.option_files) libmariadb().mysql_options(handle, MYSQL_READ_DEFAULT_GROUP, "client");
  // What a statement says of files is about the server's; ours are nobody's to read.
  constexpr unsigned int kNoFiles = 0;
  libmariadb().mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, &kNoFiles);
  const MYSQL* connected = libmariadb().mysql_real_connect(
      handle, or_null(address.host), or_null(address.user), or_null(address.password),
      or_null(address.database), address.port, or_null(address.socket), 0);
  if (connected == nullptr) return std::unexpected(error_of(handle));
  return opened;
}

std::expected<std::vector<Row>, ServerError> MysqlConnection::run(std::string_view sql) {
  if (auto sent = send(sql); !sent) return std::unexpected(sent.error());
  return finish();
}

void MysqlConnection::try_to_run(std::string_view sql) {
  [[maybe_unused]] const auto ignored = run(sql);
}

std::expected<void, ServerError> MysqlConnection::send(std::string_view sql) {
  MYSQL* const handle = handle_.get();
  if (libmariadb().mysql_send_query(handle, sql.data(), sql.size()) != 0)
    return std::unexpected(error_of(handle));
  answer_ = std::vector<Row>();
  is_first_ = true;
  phase_ = Phase::first_answer;
  advance(0);
  return {};
}

bool MysqlConnection::is_busy() {
  if (phase_ != Phase::none) {
    pollfd line = {
        .fd = libmariadb().mysql_get_socket(handle_.get()), .events = POLLIN, .revents = 0};
    // The server may also tell how far it has come: that is no answer.
    if (poll(&line, 1, 0) > 0) advance(MYSQL_WAIT_READ);
  }
  return phase_ != Phase::none;
}

void MysqlConnection::wait(std::chrono::milliseconds patience) {
  if (phase_ == Phase::none) return;
  pollfd line = {
      .fd = libmariadb().mysql_get_socket(handle_.get()), .events = POLLIN, .revents = 0};
  poll(&line, 1, static_cast<int>(patience.count()));
}

std::uint64_t MysqlConnection::id() const {
  return libmariadb().mysql_thread_id(handle_.get());
}

std::expected<std::vector<Row>, ServerError> MysqlConnection::finish() {
  constexpr std::chrono::milliseconds kLong{1000};
  while (is_busy())
    wait(kLong);
  return std::move(answer_);
}

void MysqlConnection::advance(int ready) {
  MYSQL* const handle = handle_.get();
  const auto fail = [&] {
    answer_ = std::unexpected(error_of(handle));
    phase_ = Phase::none;
  };
  while (phase_ != Phase::none) {
    my_bool failed = 0;
    int next = 0;
    MYSQL_RES* result = nullptr;
    switch (phase_) {
      case Phase::first_answer:
        awaited_ = ready == 0 ? libmariadb().mysql_read_query_result_start(&failed, handle)
                              : libmariadb().mysql_read_query_result_cont(&failed, handle, ready);
        break;
      case Phase::rows:
        awaited_ = ready == 0 ? libmariadb().mysql_store_result_start(&result, handle)
                              : libmariadb().mysql_store_result_cont(&result, handle, ready);
        break;
      case Phase::next_answer:
        awaited_ = ready == 0 ? libmariadb().mysql_next_result_start(&next, handle)
                              : libmariadb().mysql_next_result_cont(&next, handle, ready);
        break;
      case Phase::none:
        break;
    }
    if (awaited_ != 0) return;
    ready = 0;
    if (failed != 0 || next > 0) return fail();
    if (phase_ == Phase::next_answer && next < 0) {
      phase_ = Phase::none;
    } else if (phase_ != Phase::rows) {
      phase_ = Phase::rows;
    } else {
      auto rows = rows_of(handle, Result(result));
      if (!rows) return fail();
      // What a CALL says after the first answer is only waited for.
      if (is_first_) answer_ = *std::move(rows);
      is_first_ = false;
      phase_ = libmariadb().mysql_more_results(handle) != 0 ? Phase::next_answer : Phase::none;
    }
  }
}

unsigned int MysqlConnection::error_code() const {
  return libmariadb().mysql_errno(handle_.get());
}

std::int64_t MysqlConnection::affected_rows() const {
  return std::max<std::int64_t>(
      static_cast<std::int64_t>(libmariadb().mysql_affected_rows(handle_.get())), 0);
}

bool MysqlConnection::in_transaction() const {
  unsigned int status = 0;
  libmariadb().mariadb_get_infov(handle_.get(), MARIADB_CONNECTION_SERVER_STATUS, &status);
  return (status & SERVER_STATUS_IN_TRANS) != 0;
}

bool MysqlConnection::is_mariadb() const {
  return std::string_view(libmariadb().mysql_get_server_info(handle_.get())).contains("MariaDB");
}

}  // namespace miglint
