// One session on a MySQL or MariaDB server: the thin wrapper of libmariadb, the only owner of its
// pointers.
//
// SQL goes in as text, one statement at a time; rows come out as text, errors as SQLSTATE, code and
// message. What is asked of the server does not belong here.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "verify/server/connection.h"

struct st_mysql;

namespace miglint {

/// Where a server is, and as whom to go there.
struct MysqlAddress {
  std::string host;       ///< Empty: the local socket.
  unsigned int port = 0;  ///< 0: the library's own, 3306.
  std::string socket;     ///< Path; empty: the library's own.
  std::string user;       ///< Empty: who runs the program.
  std::string password;
  std::string database;
  /// What the address leaves out comes from the user's option files, as with the server's own
  /// client.
  bool option_files = true;
};

/// `mysql://user:password@host:port/database?socket=/run/mysqld/mysqld.sock`, also with
/// `mariadb://`; every part but the scheme may be left out, %XX stands for a character. The error
/// tells what is wrong with the URL, without its password.
[[nodiscard]] std::expected<MysqlAddress, std::string> read_mysql_url(std::string_view url);

/// Does it begin as one of these URLs does?
[[nodiscard]] bool is_mysql_url(std::string_view url);

class MysqlConnection {
 public:
  static std::expected<MysqlConnection, ServerError> open(const MysqlAddress& address);

  /// Sends one statement and waits for all its rows.
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

  /// As CONNECTION_ID() has it: what KILL takes.
  [[nodiscard]] std::uint64_t id() const;

  /// The server's code of the last error, such as 1969; 0 when the last statement had none.
  [[nodiscard]] unsigned int error_code() const;
  [[nodiscard]] bool is_mariadb() const;
  /// Rows that the last statement changed; 0 for one that changes none.
  [[nodiscard]] std::int64_t affected_rows() const;
  /// A transaction is open, as the server last said.
  [[nodiscard]] bool in_transaction() const;

 private:
  struct Close {
    void operator()(st_mysql* connection) const;
  };
  MysqlConnection() = default;

  /// What of the answer is being waited for.
  enum class Phase : std::uint8_t { none, first_answer, rows, next_answer };
  /// Goes on with it as far as that is possible; `ready` as the library's MYSQL_WAIT_… flags, 0 to
  /// begin the phase.
  void advance(int ready);

  std::unique_ptr<st_mysql, Close> handle_;
  Phase phase_ = Phase::none;
  int awaited_ = 0;  ///< MYSQL_WAIT_… flags.
  /// Of the statement that runs, as far as it has come.
  std::expected<std::vector<Row>, ServerError> answer_;
  bool is_first_ = true;
};

}  // namespace miglint
