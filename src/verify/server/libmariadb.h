// The functions of libmariadb that miglint calls.
#pragma once

#include <mysql.h>

#include <expected>
#include <string>

namespace miglint {

/// Each as the library's manual has it.
struct LibMariaDb {
  decltype(&::mariadb_get_infov) mariadb_get_infov;
  decltype(&::mysql_affected_rows) mysql_affected_rows;
  decltype(&::mysql_close) mysql_close;
  decltype(&::mysql_errno) mysql_errno;
  decltype(&::mysql_error) mysql_error;
  decltype(&::mysql_fetch_lengths) mysql_fetch_lengths;
  decltype(&::mysql_fetch_row) mysql_fetch_row;
  decltype(&::mysql_field_count) mysql_field_count;
  decltype(&::mysql_free_result) mysql_free_result;
  decltype(&::mysql_get_server_info) mysql_get_server_info;
  decltype(&::mysql_get_socket) mysql_get_socket;
  decltype(&::mysql_init) mysql_init;
  decltype(&::mysql_more_results) mysql_more_results;
  decltype(&::mysql_next_result_cont) mysql_next_result_cont;
  decltype(&::mysql_next_result_start) mysql_next_result_start;
  decltype(&::mysql_num_fields) mysql_num_fields;
  decltype(&::mysql_options) mysql_options;
  decltype(&::mysql_read_query_result_cont) mysql_read_query_result_cont;
  decltype(&::mysql_read_query_result_start) mysql_read_query_result_start;
  decltype(&::mysql_real_connect) mysql_real_connect;
  decltype(&::mysql_send_query) mysql_send_query;
  decltype(&::mysql_sqlstate) mysql_sqlstate;
  decltype(&::mysql_store_result_cont) mysql_store_result_cont;
  decltype(&::mysql_store_result_start) mysql_store_result_start;
  decltype(&::mysql_thread_id) mysql_thread_id;
};

/// Loads the library at the first call. The error is for the user.
[[nodiscard]] const std::expected<LibMariaDb, std::string>& load_libmariadb();
/// After it was loaded.
[[nodiscard]] inline const LibMariaDb& libmariadb() {
  return *load_libmariadb();
}

}  // namespace miglint
