// One session on a PostgreSQL server: the thin wrapper of libpq, the only owner of its pointers.
//
// SQL goes in as text; rows come out as text, errors as SQLSTATE and message, notices as they came.
// Which server, and what is asked of it, does not belong here.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;

namespace miglint {

struct ServerError {
  std::string sqlstate;  ///< Empty when the server was not reached.
  std::string message;   ///< The primary message, without severity, hint or position.
  friend bool operator==(const ServerError&, const ServerError&) = default;
};

/// What the server says on the side.
struct Notice {
  std::string severity;  ///< Not translated: "NOTICE", "DEBUG".
  std::string message;
};

/// SQL null is nullopt.
using Row = std::vector<std::optional<std::string>>;

/// As the server last said it.
enum class SessionState : std::uint8_t { idle, in_transaction, in_failed_transaction, lost };

class Connection {
 public:
  /// `conninfo` as libpq takes it: "host=/tmp/x user=postgres dbname=postgres".
  static std::expected<Connection, ServerError> open(const std::string& conninfo);

  /// Sends one message and waits; the rows of its last statement. COPY FROM STDIN gets no rows, and
  /// those of COPY TO STDOUT are dropped.
  std::expected<std::vector<Row>, ServerError> run(std::string_view sql);

  /// The same, where it does not matter whether it fails.
  void try_to_run(std::string_view sql);

  /// The same in three steps, for a caller that has something to do while the server works:
  /// `send`, `is_busy` until it answers no, `finish`.
  std::expected<void, ServerError> send(std::string_view sql);
  [[nodiscard]] bool is_busy();
  std::expected<std::vector<Row>, ServerError> finish();

  /// Sleeps until the server has something to say, but no longer than `patience`.
  void wait(std::chrono::milliseconds patience);

  /// Asks the server to give up the running statement; does not wait.
  void cancel();

  /// The notices since the last call.
  [[nodiscard]] std::vector<Notice> take_notices();
  /// Rows that the last statement changed or gave; 0 for one that does neither.
  [[nodiscard]] std::int64_t affected_rows() const { return affected_rows_; }
  /// Only meaningful while no statement runs.
  [[nodiscard]] SessionState state() const;
  [[nodiscard]] int backend_pid() const;
  /// The major version: 13 to 18.
  [[nodiscard]] int server_version() const;

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  Connection() = default;

  std::unique_ptr<pg_conn, Close> handle_;
  /// libpq holds its address, so it must not move with the connection.
  std::unique_ptr<std::vector<Notice>> notices_;
  /// Of the statement that runs, as far as it has come.
  std::expected<std::vector<Row>, ServerError> answer_;
  std::int64_t affected_rows_ = 0;
};

/// `name` as a literal: quotes doubled, and quotes around it.
[[nodiscard]] std::string quote_literal(std::string_view text);
/// `name` as an identifier: quotes doubled, and quotes around it.
[[nodiscard]] std::string quote_identifier(std::string_view name);

}  // namespace miglint
