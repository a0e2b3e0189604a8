#include "frontend/cxx/program/apis.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace miglint::cxx {
namespace {

constexpr auto kApis = std::to_array<Api>({
    {"libpq", "", "PQexec", 1, Server::postgres},
    {"libpq", "", "PQexecParams", 1, Server::postgres, 'n', false},
    {"libpq", "", "PQsendQuery", 1, Server::postgres},
    {"libpq", "", "PQsendQueryParams", 1, Server::postgres, 'n', false},
    {"libpq", "", "PQprepare", 2, Server::postgres, 'n', false},
    {"libpq", "", "PQsendPrepare", 2, Server::postgres, 'n', false},

    {"libpqxx", "pqxx::transaction_base", "exec", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "exec0", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "exec1", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "exec_n", 1, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "exec_params", 0, Server::postgres, 'n', false},
    {"libpqxx", "pqxx::transaction_base", "exec_params0", 0, Server::postgres, 'n', false},
    {"libpqxx", "pqxx::transaction_base", "exec_params1", 0, Server::postgres, 'n', false},
    {"libpqxx", "pqxx::transaction_base", "exec_params_n", 1, Server::postgres, 'n', false},
    {"libpqxx", "pqxx::transaction_base", "query", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "query1", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "query01", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "query_n", 1, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "query_value", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "stream", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "for_each", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "for_query", 0, Server::postgres},
    {"libpqxx", "pqxx::transaction_base", "for_stream", 0, Server::postgres},
    {"libpqxx", "pqxx::connection", "prepare", kLast, Server::postgres, 'n', false},
    {"libpqxx", "pqxx::connection_base", "prepare", kLast, Server::postgres, 'n', false},
    {"libpqxx", "pqxx::pipeline", "insert", 0, Server::postgres},

    {"Qt SQL", "QSqlQuery", "exec", 0, Server::any, 'c'},
    {"Qt SQL", "QSqlQuery", "prepare", 0, Server::any, 'c', false},
    {"Qt SQL", "QSqlQuery", "QSqlQuery", kFirstText, Server::any, 'c'},
    {"Qt SQL", "QSqlDatabase", "exec", 0, Server::any, 'c'},
    {"Qt SQL", "QSqlQueryModel", "setQuery", 0, Server::any, 'c'},

    {"SOCI", "soci::statement", "prepare", 0, Server::any, 'c', false},

    {"SQLite", "", "sqlite3_exec", 1, Server::sqlite},
    {"SQLite", "", "sqlite3_prepare", 1, Server::sqlite},
    {"SQLite", "", "sqlite3_prepare_v2", 1, Server::sqlite},
    {"SQLite", "", "sqlite3_prepare_v3", 1, Server::sqlite},
    {"SQLite", "", "sqlite3_prepare16_v2", 1, Server::sqlite},
    {"SQLite", "", "sqlite3_get_table", 1, Server::sqlite},
    {"SQLiteCpp", "SQLite::Database", "exec", 0, Server::sqlite},
    {"SQLiteCpp", "SQLite::Database", "execAndGet", 0, Server::sqlite},
    {"SQLiteCpp", "SQLite::Statement", "Statement", 1, Server::sqlite},

    {"MySQL", "", "mysql_query", 1, Server::mysql, 'q'},
    {"MySQL", "", "mysql_real_query", 1, Server::mysql, 'q'},
    {"MySQL", "", "mysql_send_query", 1, Server::mysql, 'q'},
    {"MySQL", "", "mysql_stmt_prepare", 1, Server::mysql, 'q', false},
    {"Connector/C++", "sql::Statement", "execute", 0, Server::mysql, 'q'},
    {"Connector/C++", "sql::Statement", "executeQuery", 0, Server::mysql, 'q'},
    {"Connector/C++", "sql::Statement", "executeUpdate", 0, Server::mysql, 'q'},
    {"Connector/C++", "sql::Statement", "addBatch", 0, Server::mysql, 'q'},
    {"Connector/C++", "sql::Connection", "prepareStatement", 0, Server::mysql, 'q', false},
    {"Connector/C++", "mysqlx::Session", "sql", 0, Server::mysql, 'q'},

    {"ODBC", "", "SQLExecDirect", 1, Server::any, 'q'},
    {"ODBC", "", "SQLExecDirectA", 1, Server::any, 'q'},
    {"ODBC", "", "SQLExecDirectW", 1, Server::any, 'q'},
    {"ODBC", "", "SQLPrepare", 1, Server::any, 'q', false},
    {"ODBC", "", "SQLPrepareA", 1, Server::any, 'q', false},
    {"ODBC", "", "SQLPrepareW", 1, Server::any, 'q', false},

    {"Drogon", "drogon::orm::DbClient", "execSqlSync", 0, Server::any},
    {"Drogon", "drogon::orm::DbClient", "execSqlAsync", 0, Server::any},
    {"Drogon", "drogon::orm::DbClient", "execSqlAsyncFuture", 0, Server::any},
    {"Drogon", "drogon::orm::DbClient", "execSqlCoro", 0, Server::any},

    {"userver", "storages::postgres::Cluster", "Execute", kFirstText, Server::postgres, 'n', false},
    {"userver", "storages::postgres::Transaction", "Execute", kFirstText, Server::postgres, 'n',
     false},
    {"userver", "storages::mysql::Cluster", "Execute", kFirstText, Server::mysql, 'q', false},
    {"userver", "storages::mysql::Cluster", "ExecuteCommand", kFirstText, Server::mysql, 'q',
     false},
    {"userver", "storages::mysql::Transaction", "Execute", kFirstText, Server::mysql, 'q', false},
    {"userver", "storages::sqlite::Client", "Execute", kFirstText, Server::sqlite},
});

constexpr auto kHolders = std::to_array<HolderType>({
    {"pqxx::subtransaction", false, true},
    {"pqxx::dbtransaction", false, false},
    {"pqxx::work", false, false},
    {"pqxx::transaction", false, false},
    {"pqxx::read_transaction", false, false},
    {"pqxx::robusttransaction", false, false},
    {"soci::transaction", false, false},
    {"SQLite::Transaction", false, false},
    {"storages::postgres::Transaction", false, false},
    {"storages::mysql::Transaction", false, false},
    {"drogon::orm::Transaction", true, false},
});

constexpr auto kStreams = std::to_array<StreamType>({
    {"SOCI", "soci::session", true, Server::any, 'c'},
    {"SOCI", "soci::details::prepare_type", true, Server::any, 'c'},
    {"SOCI", "soci::details::once_type", true, Server::any, 'c'},
    {"Drogon", "drogon::orm::DbClient", false, Server::any, 'n'},
    {"sqlite_modern_cpp", "sqlite::database", false, Server::sqlite, 'q'},
});

struct ControlMethod {
  std::string_view of;
  std::string_view name;
  Control control;
};
constexpr auto kControls = std::to_array<ControlMethod>({
    {"QSqlDatabase", "transaction", Control::begin},
    {"QSqlDatabase", "commit", Control::commit},
    {"QSqlDatabase", "rollback", Control::rollback},
    {"soci::session", "begin", Control::begin},
    {"soci::session", "commit", Control::commit},
    {"soci::session", "rollback", Control::rollback},
    {"sql::Connection", "commit", Control::commit},
    {"sql::Connection", "rollback", Control::rollback},
    {"mysqlx::Session", "startTransaction", Control::begin},
    {"mysqlx::Session", "commit", Control::commit},
    {"mysqlx::Session", "rollback", Control::rollback},
    {"", "mysql_commit", Control::commit},
    {"", "mysql_rollback", Control::rollback},
});

}  // namespace

ConfiguredCall parse_call(std::string_view text) {
  ConfiguredCall call;
  const std::size_t colon = text.rfind(':');
  if (colon != text.npos && colon > 0 && text[colon - 1] != ':') {
    std::from_chars(text.data() + colon + 1, text.data() + text.size(), call.argument);
    text = text.substr(0, colon);
  }
  const std::size_t scope = text.rfind("::");
  call.of = scope == text.npos ? std::string_view() : text.substr(0, scope);
  call.name = scope == text.npos ? text : text.substr(scope + 2);
  return call;
}

std::span<const Api> known_apis() {
  return kApis;
}

std::span<const HolderType> holder_types() {
  return kHolders;
}

std::span<const StreamType> stream_types() {
  return kStreams;
}

Control control_of(std::string_view of, std::string_view name) {
  const auto found = std::ranges::find_if(
      kControls, [&](const ControlMethod& one) { return one.of == of && one.name == name; });
  return found == kControls.end() ? Control::none : found->control;
}

}  // namespace miglint::cxx
