// What rules on MySQL and MariaDB say alike: names in backquotes, tools that change a table online.
//
// Comes in: a moment of a MySQL migration. Goes out: text, and the effect that matters. What a rule
// advises does not belong here.
#pragma once

#include <string>
#include <string_view>

#include "timeline/timeline.h"

namespace miglint {

/// The name as MySQL's SQL has to write it.
[[nodiscard]] std::string mysql_name(std::string_view name);
[[nodiscard]] std::string mysql_name(const ObjectName& name);

/// The worst effect of the command on a table older than the migration; null when there is none,
/// or when the command is no change of a table.
[[nodiscard]] const Effect* worst_change(const Moment& at);
/// The operation that causes the effect.
[[nodiscard]] const Operation& cause_of(const Effect& effect, const Moment& at);
/// The relation as the operation names it: "orders", "shop.orders".
[[nodiscard]] std::string changed_table(const Effect& effect, const Moment& at);

/// "MySQL 8.4", "MariaDB 10.11".
[[nodiscard]] std::string server_name(const Moment& at);

/// Command lines of gh-ost and pt-online-schema-change that make the same change.
[[nodiscard]] std::string online_tools(const std::string& table, const Moment& at);

}  // namespace miglint
