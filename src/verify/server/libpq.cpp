#include "verify/server/libpq.h"

#include "verify/server/client_library.h"

namespace miglint {
namespace {

std::expected<LibPq, std::string> load() {
  auto library = ClientLibrary::load("libpq.so.5", "libpq5");
  if (!library) return std::unexpected(library.error());
  const LibPq functions{
      .PQbackendPID = library->function("PQbackendPID"),
      .PQcancel = library->function("PQcancel"),
      .PQclear = library->function("PQclear"),
      .PQcmdTuples = library->function("PQcmdTuples"),
      .PQconnectdb = library->function("PQconnectdb"),
      .PQconsumeInput = library->function("PQconsumeInput"),
      .PQerrorMessage = library->function("PQerrorMessage"),
      .PQfinish = library->function("PQfinish"),
      .PQfreeCancel = library->function("PQfreeCancel"),
      .PQfreemem = library->function("PQfreemem"),
      .PQgetCancel = library->function("PQgetCancel"),
      .PQgetCopyData = library->function("PQgetCopyData"),
      .PQgetResult = library->function("PQgetResult"),
      .PQgetisnull = library->function("PQgetisnull"),
      .PQgetvalue = library->function("PQgetvalue"),
      .PQisBusy = library->function("PQisBusy"),
      .PQnfields = library->function("PQnfields"),
      .PQntuples = library->function("PQntuples"),
      .PQputCopyEnd = library->function("PQputCopyEnd"),
      .PQresultErrorField = library->function("PQresultErrorField"),
      .PQresultStatus = library->function("PQresultStatus"),
      .PQsendQuery = library->function("PQsendQuery"),
      .PQserverVersion = library->function("PQserverVersion"),
      .PQsetNoticeReceiver = library->function("PQsetNoticeReceiver"),
      .PQsocket = library->function("PQsocket"),
      .PQstatus = library->function("PQstatus"),
      .PQtransactionStatus = library->function("PQtransactionStatus"),
  };
  if (!library->problem().empty()) return std::unexpected(library->problem());
  return functions;
}

}  // namespace

const std::expected<LibPq, std::string>& load_libpq() {
  static const std::expected<LibPq, std::string> kLoaded = load();
  return kLoaded;
}

}  // namespace miglint
