// Checks JSON against a schema file.
#pragma once

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace miglint {

/// Lets no object have keys that its schema does not name.
inline void close_objects(nlohmann::json& schema) {
  if (schema.is_object() && schema.contains("properties") && schema["properties"].is_object()) {
    schema["additionalProperties"] = false;
  }
  for (nlohmann::json& part : schema) {
    if (part.is_structured()) close_objects(part);
  }
}

class JsonSchema {
 public:
  JsonSchema(const std::string& path, valijson::SchemaParser::Version version, bool closed) {
    std::ifstream file(path);
    nlohmann::json json = nlohmann::json::parse(file);
    if (closed) close_objects(json);
    valijson::SchemaParser(version).populateSchema(valijson::adapters::NlohmannJsonAdapter(json),
                                                   schema_);
  }

  /// Empty when `json` is valid.
  [[nodiscard]] std::string errors(const nlohmann::json& json) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter target(json);
    if (validator.validate(schema_, target, &results)) return {};
    std::string errors;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
      for (const std::string& part : error.context)
        errors += part;
      errors += ": " + error.description + "\n";
    }
    return errors;
  }

 private:
  valijson::Schema schema_;
};

}  // namespace miglint
