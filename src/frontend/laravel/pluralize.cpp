#include "frontend/laravel/pluralize.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "frontend/laravel/wrap.h"
#include "source/ascii.h"

namespace miglint::laravel {
namespace {

/// Words without a plural, sorted (Doctrine\Inflector\Rules\English\Uninflected).
constexpr auto uninflected = std::to_array<std::string_view>({
    "advice",      "aircraft",     "amoyese",      "art",        "audio",        "baggage",
    "bison",       "borghese",     "bream",        "breeches",   "britches",     "buffalo",
    "butter",      "cantus",       "carp",         "cattle",     "chassis",      "clippers",
    "clothing",    "coal",         "cod",          "coitus",     "compensation", "congoese",
    "contretemps", "coreopsis",    "corps",        "cotton",     "data",         "debris",
    "deer",        "diabetes",     "djinn",        "education",  "eland",        "elk",
    "emoji",       "equipment",    "evidence",     "faroese",    "feedback",     "fish",
    "flounder",    "flour",        "foochowese",   "food",       "furniture",    "gallows",
    "genevese",    "genoese",      "gilbertese",   "gold",       "headquarters", "herpes",
    "hijinks",     "homework",     "hottentotese", "impatience", "information",  "innings",
    "jackanapes",  "jeans",        "jedi",         "kin",        "kiplingese",   "knowledge",
    "kongoese",    "leather",      "love",         "lucchese",   "luggage",      "mackerel",
    "maltese",     "management",   "media",        "metadata",   "mews",         "money",
    "moose",       "mumps",        "music",        "nankingese", "news",         "nexus",
    "niasese",     "nutrition",    "offspring",    "oil",        "patience",     "pekingese",
    "people",      "piedmontese",  "pincers",      "pistoiese",  "plankton",     "pliers",
    "pokemon",     "police",       "polish",       "portuguese", "proceedings",  "progress",
    "rabies",      "rain",         "research",     "rhinoceros", "rice",         "salmon",
    "sand",        "sarawakese",   "scissors",     "sea bass",   "sea-bass",     "series",
    "shavese",     "shears",       "sheep",        "siemens",    "silk",         "sms",
    "soap",        "social media", "spam",         "species",    "staff",        "sugar",
    "swine",       "talent",       "toothpaste",   "traffic",    "travel",       "trivia",
    "trousers",    "trout",        "tuna",         "us",         "vermontese",   "vinegar",
    "weather",     "wenchowese",   "wheat",        "whiting",    "wildebeest",   "wood",
    "wool",        "yengeese",
});

/// Sorted (Doctrine\Inflector\Rules\English\Inflectible::getIrregular).
constexpr auto irregular = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"abuse", "abuses"},
    {"atlas", "atlases"},
    {"avalanche", "avalanches"},
    {"axe", "axes"},
    {"beef", "beefs"},
    {"blouse", "blouses"},
    {"brother", "brothers"},
    {"cache", "caches"},
    {"cafe", "cafes"},
    {"canvas", "canvases"},
    {"chateau", "chateaux"},
    {"child", "children"},
    {"cookie", "cookies"},
    {"corpus", "corpuses"},
    {"cow", "cows"},
    {"criterion", "criteria"},
    {"curriculum", "curricula"},
    {"curve", "curves"},
    {"demo", "demos"},
    {"domino", "dominoes"},
    {"echo", "echoes"},
    {"emphasis", "emphases"},
    {"foe", "foes"},
    {"foot", "feet"},
    {"fungus", "fungi"},
    {"ganglion", "ganglions"},
    {"gas", "gases"},
    {"genie", "genies"},
    {"genus", "genera"},
    {"goose", "geese"},
    {"graffito", "graffiti"},
    {"grave", "graves"},
    {"hippopotamus", "hippopotami"},
    {"hoax", "hoaxes"},
    {"hoof", "hoofs"},
    {"human", "humans"},
    {"iris", "irises"},
    {"larva", "larvae"},
    {"leaf", "leaves"},
    {"lens", "lenses"},
    {"loaf", "loaves"},
    {"man", "men"},
    {"medium", "media"},
    {"memorandum", "memoranda"},
    {"money", "monies"},
    {"mongoose", "mongooses"},
    {"motto", "mottoes"},
    {"move", "moves"},
    {"mythos", "mythoi"},
    {"neurosis", "neuroses"},
    {"niche", "niches"},
    {"niveau", "niveaux"},
    {"nucleus", "nuclei"},
    {"numen", "numina"},
    {"oasis", "oases"},
    {"occiput", "occiputs"},
    {"octopus", "octopuses"},
    {"opus", "opuses"},
    {"ox", "oxen"},
    {"passerby", "passersby"},
    {"penis", "penises"},
    {"person", "people"},
    {"plateau", "plateaux"},
    {"runner-up", "runners-up"},
    {"safe", "safes"},
    {"save", "saves"},
    {"sex", "sexes"},
    {"sieve", "sieves"},
    {"soliloquy", "soliloquies"},
    {"son-in-law", "sons-in-law"},
    {"syllabus", "syllabi"},
    {"testis", "testes"},
    {"thief", "thieves"},
    {"tooth", "teeth"},
    {"tornado", "tornadoes"},
    {"trilby", "trilbys"},
    {"turf", "turfs"},
    {"valve", "valves"},
    {"volcano", "volcanoes"},
    {"wave", "waves"},
    {"zombie", "zombies"},
});

bool is_letter_or_digit(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || ascii::is_beyond(c);
}
bool is_word(char c) {
  return c == '_' || is_letter_or_digit(c);
}

/// `\w+` before the ending, and nothing else.
bool is_word_and(std::string_view low, std::string_view ending) {
  return low.size() > ending.size() && low.ends_with(ending) && std::ranges::all_of(low, is_word);
}

bool has_no_plural(std::string_view low) {
  return low == "recommended" || low == "related" || std::ranges::binary_search(uninflected, low) ||
         is_word_and(low, "media") || is_word_and(low, "ware");
}

/// One regular rule: a word that ends like `ending` loses `cut` letters and gains `add`.
struct Rule {
  std::string_view ending;
  std::size_t cut;
  std::string_view add;
};

/// The regular rules in the framework's order, endings spelled out.
constexpr auto first_rules = std::to_array<Rule>({
    {"status", 2, "uses"},
    {"quiz", 0, "zes"},
});
constexpr auto rules_before_y = std::to_array<Rule>({
    {"mouse", 4, "ice"},
    {"louse", 4, "ice"},
    {"|ouse", 4, "ice"},
    {"matrix", 2, "ices"},
    {"matrex", 2, "ices"},
    {"vertix", 2, "ices"},
    {"vertex", 2, "ices"},
    {"indix", 2, "ices"},
    {"index", 2, "ices"},
    {"x", 0, "es"},
    {"ch", 0, "es"},
    {"ss", 0, "es"},
    {"sh", 0, "es"},
});
constexpr auto rules_after_f = std::to_array<Rule>({
    {"sis", 3, "ses"},     {"tum", 2, "a"},       {"ium", 2, "a"},      {"taxon", 2, "a"},
    {"criterion", 2, "a"}, {"person", 4, "ople"}, {"man", 2, "en"},     {"child", 0, "ren"},
    {"foot", 3, "eet"},    {"buffalo", 0, "es"},  {"hero", 0, "es"},    {"potato", 0, "es"},
    {"tomato", 0, "es"},   {"volcano", 0, "es"},  {"alumnus", 2, "i"},  {"bacillus", 2, "i"},
    {"cactus", 2, "i"},    {"focus", 2, "i"},     {"fungus", 2, "i"},   {"nucleus", 2, "i"},
    {"radius", 2, "i"},    {"stimulus", 2, "i"},  {"syllabus", 2, "i"}, {"terminus", 2, "i"},
    {"virus", 2, "i"},     {"us", 0, "es"},       {"alias", 0, "es"},   {"analysis", 2, "es"},
    {"axis", 2, "es"},     {"crisis", 2, "es"},   {"testis", 2, "es"},  {"thesis", 2, "es"},
    {"s", 0, ""},
});

bool apply(std::span<const Rule> rules, std::string_view word, std::string_view low,
           std::string& result) {
  for (const Rule& rule : rules) {
    if (!low.ends_with(rule.ending)) continue;
    result = std::string(word.substr(0, word.size() - rule.cut)) + std::string(rule.add);
    return true;
  }
  return false;
}

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

std::string regular_plural(std::string_view word, std::string_view low) {
  std::string result;
  if (apply(first_rules, word, low, result)) return result;
  if (low == "ox") return std::string(word) + "en";
  if (apply(rules_before_y, word, low, result)) return result;
  const std::size_t size = low.size();
  if (size > 1 && low.ends_with('y') && (!is_vowel(low[size - 2]) || low.ends_with("quy"))) {
    return std::string(word.substr(0, size - 1)) + "ies";
  }
  if (low.ends_with("hive") || low.ends_with("gulf")) return std::string(word) + "s";
  if (size > 2 && low.ends_with("fe") && low[size - 3] != 'f') {
    return std::string(word.substr(0, size - 2)) + "ves";
  }
  if (low.ends_with("lf") || low.ends_with("rf")) {
    return std::string(word.substr(0, size - 1)) + "ves";
  }
  if (apply(rules_after_f, word, low, result)) return result;
  return std::string(word) + "s";
}

/// Pluralizer::matchCase(): the plural is written as the word is.
std::string match_case(std::string word, std::string_view comparison) {
  if (ascii::lower_case(comparison) == comparison) return ascii::lower_case(word);
  if (ascii::upper_case(comparison) == comparison) return ascii::upper_case(word);
  if (ascii::upper_first(comparison) == comparison) return ascii::upper_first(word);
  return word;
}

}  // namespace

std::string plural(std::string_view word) {
  if (word.empty() || !is_letter_or_digit(word.back())) return std::string(word);
  const std::string low = ascii::lower_case(word);
  if (has_no_plural(low)) return std::string(word);
  const auto found =
      std::ranges::lower_bound(irregular, low, {}, [](const auto& pair) { return pair.first; });
  if (found != irregular.end() && found->first == low) {
    const bool upper_begin = low[0] != word[0];
    return match_case(upper_begin ? ascii::upper_first(found->second) : std::string(found->second),
                      word);
  }
  return match_case(regular_plural(word, low), word);
}

std::string snake(std::string_view text) {
  if (std::ranges::none_of(text, [](char c) { return !ascii::is_lower(c); })) {
    return std::string(text);
  }
  std::string joined;
  bool begins_word = true;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n') {
      begins_word = true;
      continue;
    }
    joined += begins_word ? ascii::upper(c) : c;
    begins_word = false;
  }
  // ucwords() raises the first letter of the text too, so the first letter never gets a "_".
  std::string result;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    if (i > 0 && ascii::is_upper(joined[i])) result += '_';
    result += joined[i];
  }
  return ascii::lower_case(result);
}

std::string studly(std::string_view text) {
  std::string result;
  bool begins_word = true;
  for (const char c : text) {
    if (c == '-' || c == '_' || c == ' ') {
      begins_word = true;
    } else {
      result += begins_word ? ascii::upper(c) : c;
      begins_word = false;
    }
  }
  return result;
}

std::string_view class_basename(std::string_view class_name) {
  return class_name.substr(class_name.rfind('\\') + 1);
}

std::string table_of_model(std::string_view class_name) {
  // Str::pluralStudly(): only the last word of "AirTrafficController" is made a plural.
  const std::string_view name = class_basename(class_name);
  std::size_t last = name.size();
  while (last > 0 && !ascii::is_upper(name[last - 1]))
    --last;
  if (last > 0) --last;
  return snake(std::string(name.substr(0, last)) + plural(name.substr(last)));
}

std::string foreign_key_of_model(std::string_view class_name, std::string_view key) {
  return snake(class_basename(class_name)) + '_' + std::string(key);
}

}  // namespace miglint::laravel
