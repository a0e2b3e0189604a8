#include "verify/server/connection.h"

#include <poll.h>

#include <cstdlib>
#include <utility>

#include "verify/server/libpq.h"

namespace miglint {
namespace {

struct ClearResult {
  void operator()(PGresult* result) const { libpq().PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

std::string text_or_empty(const char* text) {
  return text == nullptr ? "" : text;
}

void keep_notice(void* target, const PGresult* result) {
  static_cast<std::vector<Notice>*>(target)->push_back(
      {text_or_empty(libpq().PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED)),
       text_or_empty(libpq().PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY))});
}

ServerError connection_error(PGconn* connection) {
  std::string message = text_or_empty(libpq().PQerrorMessage(connection));
  while (message.ends_with('\n'))
    message.pop_back();
  return {.sqlstate = "", .message = std::move(message)};
}

ServerError error_of(const PGresult* result, PGconn* connection) {
  ServerError error{
      .sqlstate = text_or_empty(libpq().PQresultErrorField(result, PG_DIAG_SQLSTATE)),
      .message = text_or_empty(libpq().PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY))};
  return error.sqlstate.empty() ? connection_error(connection) : error;
}

std::vector<Row> rows_of(const PGresult* result) {
  std::vector<Row> rows(static_cast<std::size_t>(libpq().PQntuples(result)));
  for (int row = 0; row < libpq().PQntuples(result); ++row) {
    for (int column = 0; column < libpq().PQnfields(result); ++column) {
      rows[static_cast<std::size_t>(row)].push_back(
          libpq().PQgetisnull(result, row, column) != 0
              ? std::nullopt
              : std::optional<std::string>(libpq().PQgetvalue(result, row, column)));
    }
  }
  return rows;
}

/// False while more may come.
bool skip_copied_rows(PGconn* connection) {
  char* row = nullptr;
  int size = 0;
  while ((size = libpq().PQgetCopyData(connection, &row, /*async=*/1)) > 0)
    libpq().PQfreemem(row);
  return size < 0;
}

}  // namespace

void Connection::Close::operator()(pg_conn* connection) const {
  libpq().PQfinish(connection);
}

std::expected<Connection, ServerError> Connection::open(const std::string& conninfo) {
  if (const auto& library = load_libpq(); !library) {
    return std::unexpected(ServerError{.sqlstate = "", .message = library.error()});
  }
  Connection opened;
  opened.handle_.reset(libpq().PQconnectdb(conninfo.c_str()));
  if (libpq().PQstatus(opened.handle_.get()) != CONNECTION_OK) {
    return std::unexpected(connection_error(opened.handle_.get()));
  }
  opened.notices_ = std::make_unique<std::vector<Notice>>();
  libpq().PQsetNoticeReceiver(opened.handle_.get(), keep_notice, opened.notices_.get());
  return opened;
}

std::expected<std::vector<Row>, ServerError> Connection::run(std::string_view sql) {
  if (auto sent = send(sql); !sent) return std::unexpected(sent.error());
  return finish();
}

void Connection::try_to_run(std::string_view sql) {
  [[maybe_unused]] const auto done = run(sql);
}

std::expected<void, ServerError> Connection::send(std::string_view sql) {
  if (libpq().PQsendQuery(handle_.get(), std::string(sql).c_str()) == 0) {
    return std::unexpected(connection_error(handle_.get()));
  }
  affected_rows_ = 0;
  return {};
}

bool Connection::is_busy() {
  // A lost connection is told by the result that comes next.
  libpq().PQconsumeInput(handle_.get());
  while (libpq().PQisBusy(handle_.get()) == 0) {
    const Result result(libpq().PQgetResult(handle_.get()));
    if (!result) return false;
    switch (libpq().PQresultStatus(result.get())) {
      case PGRES_TUPLES_OK:
        answer_ = rows_of(result.get());
        affected_rows_ = std::atoll(libpq().PQcmdTuples(result.get()));
        break;
      case PGRES_COMMAND_OK:
        affected_rows_ = std::atoll(libpq().PQcmdTuples(result.get()));
        answer_ = std::vector<Row>{};
        break;
      case PGRES_EMPTY_QUERY:
        answer_ = std::vector<Row>{};
        break;
      case PGRES_COPY_IN:
        libpq().PQputCopyEnd(handle_.get(), nullptr);
        break;
      case PGRES_COPY_OUT:
        if (!skip_copied_rows(handle_.get())) return true;
        break;
      default:
        answer_ = std::unexpected(error_of(result.get(), handle_.get()));
    }
  }
  return true;
}

std::expected<std::vector<Row>, ServerError> Connection::finish() {
  while (is_busy())
    wait(std::chrono::hours(1));
  return std::exchange(answer_, {});
}

void Connection::wait(std::chrono::milliseconds patience) {
  pollfd socket = {.fd = libpq().PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
  poll(&socket, 1, static_cast<int>(patience.count()));
}

SessionState Connection::state() const {
  switch (libpq().PQtransactionStatus(handle_.get())) {
    case PQTRANS_IDLE:
      return SessionState::idle;
    case PQTRANS_INTRANS:
    case PQTRANS_ACTIVE:
      return SessionState::in_transaction;
    case PQTRANS_INERROR:
      return SessionState::in_failed_transaction;
    case PQTRANS_UNKNOWN:
      break;
  }
  return SessionState::lost;
}

void Connection::cancel() {
  struct Free {
    void operator()(PGcancel* cancel) const { libpq().PQfreeCancel(cancel); }
  };
  const std::unique_ptr<PGcancel, Free> request(libpq().PQgetCancel(handle_.get()));
  char reason[256];
  // A cancel that comes too late is no failure: the statement's own answer tells.
  if (request) libpq().PQcancel(request.get(), reason, sizeof reason);
}

std::vector<Notice> Connection::take_notices() {
  return std::exchange(*notices_, {});
}

int Connection::backend_pid() const {
  return libpq().PQbackendPID(handle_.get());
}

int Connection::server_version() const {
  return libpq().PQserverVersion(handle_.get()) / 10000;
}

namespace {

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char character : text) {
    if (character == quote) out += quote;
    out += character;
  }
  return out + quote;
}

}  // namespace

std::string quote_literal(std::string_view text) {
  return quoted(text, '\'');
}

std::string quote_identifier(std::string_view name) {
  return quoted(name, '"');
}

}  // namespace miglint
