// What an evaluator of PHP asks a framework about: everything that the file itself does not define.
//
// Comes in: calls on classes, functions and objects of the framework, or on values that are not
// known. Goes out: their values. PHP's own syntax and functions do not belong here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "frontend/eval/value.h"

namespace miglint::php {

class Interpreter;

class Host {
 public:
  Host() = default;
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  virtual ~Host() = default;

  virtual eval::Value call_static(const std::string& class_name, std::string_view method,
                                  eval::Arguments& arguments) = 0;
  virtual eval::Value call_method(const eval::Value& receiver, std::string_view method,
                                  eval::Arguments& arguments) = 0;
  /// nullopt: no function of the framework.
  virtual std::optional<eval::Value> call_function(std::string_view name,
                                                   eval::Arguments& arguments) = 0;
  virtual eval::Value construct(const std::string& class_name, eval::Arguments& arguments) = 0;
  /// It makes objects of that class by construct(), though the file defines it.
  [[nodiscard]] virtual bool makes(const std::string&) { return false; }
  /// nullopt: nothing is known of it.
  virtual std::optional<eval::Value> property(const eval::Value& receiver,
                                              std::string_view name) = 0;
  virtual std::optional<eval::Value> static_property(const std::string& class_name,
                                                     std::string_view name) = 0;
  /// What a loop over this value binds, when its members are not known; nullopt: a symbol will do.
  virtual std::optional<eval::Value> member_of(const eval::Value& collection) = 0;
  /// Of a file that another interpreter runs.
  [[nodiscard]] virtual std::string_view text_elsewhere(Span) const { return {}; }
  /// Code that may send SQL, and cannot be followed.
  virtual void opaque(Span span, std::string reason) = 0;
};

}  // namespace miglint::php
