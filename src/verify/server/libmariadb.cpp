#include "verify/server/libmariadb.h"

#include "verify/server/client_library.h"

namespace miglint {
namespace {

std::expected<LibMariaDb, std::string> load() {
  auto library = ClientLibrary::load("libmariadb.so.3", "libmariadb3");
  if (!library) return std::unexpected(library.error());
  const LibMariaDb functions{
      .mariadb_get_infov = library->function("mariadb_get_infov"),
      .mysql_affected_rows = library->function("mysql_affected_rows"),
      .mysql_close = library->function("mysql_close"),
      .mysql_errno = library->function("mysql_errno"),
      .mysql_error = library->function("mysql_error"),
      .mysql_fetch_lengths = library->function("mysql_fetch_lengths"),
      .mysql_fetch_row = library->function("mysql_fetch_row"),
      .mysql_field_count = library->function("mysql_field_count"),
      .mysql_free_result = library->function("mysql_free_result"),
      .mysql_get_server_info = library->function("mysql_get_server_info"),
      .mysql_get_socket = library->function("mysql_get_socket"),
      .mysql_init = library->function("mysql_init"),
      .mysql_more_results = library->function("mysql_more_results"),
      .mysql_next_result_cont = library->function("mysql_next_result_cont"),
      .mysql_next_result_start = library->function("mysql_next_result_start"),
      .mysql_num_fields = library->function("mysql_num_fields"),
      .mysql_options = library->function("mysql_options"),
      .mysql_read_query_result_cont = library->function("mysql_read_query_result_cont"),
      .mysql_read_query_result_start = library->function("mysql_read_query_result_start"),
      .mysql_real_connect = library->function("mysql_real_connect"),
      .mysql_send_query = library->function("mysql_send_query"),
      .mysql_sqlstate = library->function("mysql_sqlstate"),
      .mysql_store_result_cont = library->function("mysql_store_result_cont"),
      .mysql_store_result_start = library->function("mysql_store_result_start"),
      .mysql_thread_id = library->function("mysql_thread_id"),
  };
  if (!library->problem().empty()) return std::unexpected(library->problem());
  return functions;
}

}  // namespace

const std::expected<LibMariaDb, std::string>& load_libmariadb() {
  static const std::expected<LibMariaDb, std::string> kLoaded = load();
  return kLoaded;
}

}  // namespace miglint
