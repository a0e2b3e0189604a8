#include "frontend/python/interpreter.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "frontend/python/operators.h"

namespace miglint::python {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Writes down what is called.
class Recorder final : public Library {
 public:
  Value call(const std::string& path, const Arguments& arguments) override {
    std::string line = path + "(";
    for (const Value& value : arguments.positional)
      line += written(value) + " ";
    for (const auto& [name, value] : arguments.named.entries)
      line += fmt::format("{}={} ", name, written(value));
    if (line.ends_with(' ')) line.pop_back();
    line += ")";
    if (interpreter != nullptr)
      for (const Guard& guard : interpreter->guards())
        line += fmt::format(" [{}]", guard.text);
    calls.push_back(line);
    return eval::Symbol{arguments.origin};
  }
  Value call_method(const Value&, std::string_view, const Arguments& arguments) override {
    return eval::Symbol{arguments.origin};
  }
  std::optional<Value> attribute(const Value&, std::string_view) override { return std::nullopt; }
  Value enter(const Value& context, Span) override {
    calls.emplace_back("enter");
    return context;
  }
  void leave(const Value&, Span) override { calls.emplace_back("leave"); }
  void discarded(const Value&, Span) override {}
  void unknown(const std::string& reason, Span) override { calls.push_back("unknown: " + reason); }
  void assigned(const Value&, std::string_view, Span) override {}
  void defined(const Value&) override {}
  [[nodiscard]] bool may_read(std::string_view module) const override {
    return module == "app.words";
  }

  std::optional<ModuleText> find_module(const std::string& name, int, const std::string&) override {
    if (name == "words")
      return ModuleText{"words.py", "WORD = 'w'\ndef say(x):\n    f(x, WORD)\nimport f\n"};
    if (name == "app.words")
      return ModuleText{"words.py", "class Word:\n    text = 'w'\nword = 1\n"};
    return std::nullopt;
  }

  static std::string written(const Value& value) {
    if (const auto* symbol = value.get<eval::Symbol>()) return "?" + symbol->origin;
    if (value.get<eval::Opaque>() != nullptr) return "opaque";
    std::string text;
    for (const auto& part : to_repr(value).parts)
      text += part.known ? part.text : "{" + part.text + "}";
    return text;
  }

  std::vector<std::string> calls;
  Interpreter* interpreter = nullptr;
};

std::vector<std::string> calls_of(std::string_view code) {
  Recorder recorder;
  Interpreter interpreter(recorder);
  recorder.interpreter = &interpreter;
  const std::string text = "import f, unknown\n" + std::string(code);
  interpreter.run(FileId{}, "revision.py", text);
  return recorder.calls;
}

TEST(Interpreter, ComputesOperatorsAndText) {
  EXPECT_THAT(
      calls_of("f(1 + 2 * 3, 7 // 2, -7 % 3, 2 ** 5, 'a' 'b' + \"c\")\n"
               "f('%s-%d' % ('x', 4), '{}{a}'.format(1, a=2), f'{1:03d}{\"q\"!r}', 'it''s')\n"),
      ElementsAre("f(7 3 2 32 'abc')", "f('x-4' '12' \"001'q'\" 'its')"));
}

TEST(Interpreter, FollowsLoopsOverWhatIsKnown) {
  EXPECT_THAT(calls_of("for a, (b, c) in zip('xy', enumerate([1, 2])):\n"
                       "    if b == 0:\n        continue\n"
                       "    f(a, b, c)\n"
                       "else:\n    f('done')\n"
                       "for n in range(5, 0, -2):\n    f(n)\n    if n < 4:\n        break\n"),
              ElementsAre("f('y' 1 2)", "f('done')", "f(5)", "f(3)"));
}

TEST(Interpreter, GoesOnceThroughALoopOverWhatIsNotKnown) {
  EXPECT_THAT(calls_of("n = 0\n"
                       "for row in unknown.rows():\n    f(row, n)\n    n += 1\n"
                       "f(n)\n"),
              ElementsAre("unknown.rows()", "f(?row ?n) [for row in unknown.rows()]", "f(?n)"));
}

TEST(Interpreter, TakesBothBranchesOfWhatIsNotKnown) {
  EXPECT_THAT(calls_of("if unknown.flag():\n    x = 1\n    y = 1\n    f(x)\n"
                       "else:\n    x = 2\n    y = 1\n    f(x)\n"
                       "f(x, y)\n"),
              ElementsAre("unknown.flag()", "f(1) [unknown.flag()]", "f(2) [not (unknown.flag())]",
                          "f(?x 1)"));
}

TEST(Interpreter, GuardsWhatFollowsAnEarlyReturn) {
  EXPECT_THAT(
      calls_of("def g():\n    if unknown.flag():\n        return 1\n    f('rest')\n    return 2\n"
               "f(g())\n"),
      ElementsAre("unknown.flag()", "f('rest') [not (unknown.flag())]", "f(?g())"));
}

TEST(Interpreter, BindsParameters) {
  EXPECT_THAT(calls_of("def g(a, b=2, *rest, c, d=4, **named):\n    f(a, b, rest, c, d, named)\n"
                       "g(1, c=3)\n"
                       "g(1, 5, 6, 7, c=8, e=9)\n"
                       "g(*[1, 2], **{'c': 3})\n"),
              ElementsAre("f(1 2 () 3 4 {})", "f(1 5 (6, 7) 8 4 {'e': 9})", "f(1 2 () 3 4 {})"));
}

TEST(Interpreter, SharesListsAsPythonDoes) {
  EXPECT_THAT(calls_of("a = [1]\nb = a\nb += [2]\nb.append(3)\nc = a + [4]\nf(a, c)\n"
                       "x, *y = c\nf(x, y)\nd = {'k': 1, **{'l': 2}}\nd['m'] = a[1:]\nf(d)\n"),
              ElementsAre("f([1, 2, 3] [1, 2, 3, 4])", "f(1 [2, 3, 4])",
                          "f({'k': 1, 'l': 2, 'm': [2, 3]})"));
}

TEST(Interpreter, KnowsClassesAndEnums) {
  EXPECT_THAT(calls_of("import enum\n"
                       "class Kind(enum.Enum):\n    a = 'A'\n    b = 'B'\n"
                       "class Base:\n    x = 1\n    def g(self, y):\n        f(self.x, self.z, y)\n"
                       "class Child(Base):\n    x = 2\n"
                       "    def __init__(self, z):\n        self.z = z\n"
                       "Child(5).g(y=6)\n"
                       "f([k.value for k in Kind], Kind.a.name, Kind('B').name)\n"),
              ElementsAre("f(2 5 6)", "f(['A', 'B'] 'a' 'b')"));
}

TEST(Interpreter, RunsTheBodyAndTheHandlerOfTry) {
  EXPECT_THAT(calls_of("try:\n    f(1)\nexcept KeyError as e:\n    f(2)\nfinally:\n    f(3)\n"),
              ElementsAre("f(1)", "f(2) [except KeyError as e]", "f(3)"));
}

TEST(Interpreter, EntersAndLeavesWith) {
  EXPECT_THAT(calls_of("with unknown.block() as b:\n    f(b)\n"),
              ElementsAre("unknown.block()", "enter", "f(?unknown.block())", "leave"));
}

TEST(Interpreter, ReadsModulesBesideIt) {
  EXPECT_THAT(calls_of("from words import WORD, say\nsay(WORD)\n"), ElementsAre("f('w' 'w')"));
}

TEST(Interpreter, FindsAClassThatIsNamedWithItsModule) {
  EXPECT_THAT(calls_of("import app\nf(app.words.Word.text, app.words.Word().text)\n"),
              ElementsAre("f('w' 'w')"));
  // Nothing but classes is looked for.
  EXPECT_THAT(calls_of("import app\napp.words.say()\napp.other.Word()\n"),
              ElementsAre("app.words.say()", "app.other.Word()"));
}

TEST(Interpreter, EndsEndlessCode) {
  const auto calls = calls_of("def g(n):\n    return g(n + 1)\nf(g(0))\n");
  EXPECT_THAT(calls, ElementsAre("f(opaque)"));
}

TEST(Interpreter, SaysWhatItDoesNotEvaluate) {
  const auto calls = calls_of("match 1:\n    case 1:\n        f(1)\n");
  ASSERT_EQ(calls.size(), 1);
  EXPECT_THAT(calls[0], HasSubstr("unknown: `match 1:"));
}

TEST(Interpreter, KeepsUnknownPartsOfText) {
  EXPECT_THAT(calls_of("t = unknown.name()\nf(f'a {t} b', 'x' + t, ','.join(['p', t]))\n"),
              ElementsAre("unknown.name()",
                          "f('a {unknown.name()} b' 'x{unknown.name()}' 'p,{unknown.name()}')"));
}

}  // namespace
}  // namespace miglint::python
