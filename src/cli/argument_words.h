// Words of the command line and what they stand for.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "cli/arguments.h"

namespace miglint {

using std::string_view_literals::operator""sv;

/// A word of the command line and what it stands for.
template <class T>
struct Word {
  std::string_view word;
  T value;
};

inline constexpr std::array kFormats{
    Word{"text"sv, Format::text},     Word{"json"sv, Format::json},
    Word{"sarif"sv, Format::sarif},   Word{"github"sv, Format::github},
    Word{"gitlab"sv, Format::gitlab}, Word{"junit"sv, Format::junit},
    Word{"rdjson"sv, Format::rdjson}, Word{"markdown"sv, Format::markdown}};
inline constexpr std::array kCheckFormats{Word{"text"sv, Format::text},
                                          Word{"json"sv, Format::json},
                                          Word{"markdown"sv, Format::markdown}};
inline constexpr std::array kPageFormats{Word{"markdown"sv, PageFormat::markdown},
                                         Word{"html"sv, PageFormat::html}};
inline constexpr std::array kMergedFormats{
    Word{"json"sv, Format::json},     Word{"sarif"sv, Format::sarif},
    Word{"github"sv, Format::github}, Word{"gitlab"sv, Format::gitlab},
    Word{"junit"sv, Format::junit},   Word{"markdown"sv, Format::markdown}};
inline constexpr std::array kColors{Word{"auto"sv, ColorChoice::automatic},
                                    Word{"always"sv, ColorChoice::always},
                                    Word{"never"sv, ColorChoice::never}};
inline constexpr std::array kDirections{Word{"up"sv, Direction::up},
                                        Word{"down"sv, Direction::down}};
inline constexpr std::array kDialects{Word{"postgres"sv, std::optional(Dialect::postgres)},
                                      Word{"mysql"sv, std::optional(Dialect::mysql)},
                                      Word{"mariadb"sv, std::optional(Dialect::mariadb)}};
inline constexpr std::array kFailOn{
    Word{"error"sv, std::optional(Level::error)}, Word{"warning"sv, std::optional(Level::warning)},
    Word{"note"sv, std::optional(Level::note)}, Word{"never"sv, std::optional<Level>()}};

}  // namespace miglint
