# The client library of MySQL and MariaDB: the imported target MariaDbClient::MariaDbClient.
find_path(MariaDbClient_INCLUDE_DIR mysql.h PATH_SUFFIXES mariadb mysql)
find_library(MariaDbClient_LIBRARY NAMES mariadb mysqlclient)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(MariaDbClient
  REQUIRED_VARS MariaDbClient_LIBRARY MariaDbClient_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Debian's package is libmariadb-dev, which scripts/setup installs.")
mark_as_advanced(MariaDbClient_INCLUDE_DIR MariaDbClient_LIBRARY)

if(MariaDbClient_FOUND AND NOT TARGET MariaDbClient::MariaDbClient)
  add_library(MariaDbClient::MariaDbClient UNKNOWN IMPORTED)
  set_target_properties(MariaDbClient::MariaDbClient PROPERTIES
    IMPORTED_LOCATION "${MariaDbClient_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${MariaDbClient_INCLUDE_DIR}")
endif()
