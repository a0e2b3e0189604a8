#include "frontend/syntax/tree.h"

#include <gtest/gtest.h>

#include <string>

namespace miglint::syntax {
namespace {

std::string kinds(const Node& node) {
  std::string all(node.kind);
  if (node.children.empty()) return all;
  all += '(';
  for (const Node& child : node.children) {
    if (&child != node.children.data()) all += ' ';
    all += kinds(child);
  }
  return all + ')';
}

TEST(Tree, ReadsPython) {
  const std::string_view text = "# first\nx = f(1)  # why\n";
  const Tree tree = parse(Language::python, text);
  EXPECT_EQ(kinds(tree.root()),
            "module(expression_statement(assignment(identifier = call(identifier "
            "argument_list(( integer ))))))");
  EXPECT_EQ(tree.first_error(), nullptr);
}

TEST(Tree, ReadsPhp) {
  const Tree tree = parse(Language::php, "<?php // first\n$x = 1;\n");
  EXPECT_EQ(kinds(tree.root()),
            "program(php_tag expression_statement(assignment_expression(variable_name($ name) = "
            "integer) ;))");
}

TEST(Tree, GivesFieldsAndText) {
  const std::string_view text = "x = f(1)";
  const Tree tree = parse(Language::python, text);
  const Node& assignment = tree.root().children[0].children[0];
  ASSERT_NE(assignment.child("right"), nullptr);
  const Node& call = *assignment.child("right");
  EXPECT_EQ(call.text(text), "f(1)");
  EXPECT_EQ(call.child("function")->text(text), "f");
  EXPECT_EQ(call.child("none"), nullptr);
  EXPECT_EQ(call.child("arguments")->named_children().size(), 1);
  EXPECT_EQ(call.child_of_kind("argument_list"), call.child("arguments"));
}

TEST(Tree, StaysWhereItIsWhenMoved) {
  Tree tree = parse(Language::python, "x = 1");
  const Node* root = &tree.root();
  const Tree moved = std::move(tree);
  EXPECT_EQ(&moved.root(), root);
}

TEST(Tree, PointsAtTheFirstError) {
  const std::string_view text = "x = 1\ny = = 2\n";
  const Tree tree = parse(Language::python, text);
  ASSERT_NE(tree.first_error(), nullptr);
  EXPECT_GE(tree.first_error()->begin, 6);
  EXPECT_LT(tree.first_error()->begin, 13);
}

TEST(Tree, ReadsAnEmptyFile) {
  const Tree tree = parse(Language::python, "");
  EXPECT_EQ(kinds(tree.root()), "module");
}

TEST(Tree, LeavesOutACommentThatComesLast) {
  const Tree tree = parse(Language::python, "f(1,  # a\n  # b\n)\n");
  EXPECT_EQ(kinds(tree.root()),
            "module(expression_statement(call(identifier argument_list(( integer , )))))");
}

TEST(Tree, SurvivesDeepNesting) {
  const std::string text = "x = " + std::string(20000, '(') + "1" + std::string(20000, ')');
  const Tree tree = parse(Language::python, text);
  EXPECT_EQ(tree.root().kind, "module");
}

}  // namespace
}  // namespace miglint::syntax
