#include "report/lock_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/display.h"

namespace miglint {
namespace {

constexpr std::size_t kLabelColumns = 26;
constexpr std::size_t kLabelWidth = 196;
constexpr std::size_t kRowHeight = 30;
constexpr std::size_t kHeader = 46;

std::string_view color_class(const RelationWork& work) {
  if (stops_reads(work)) return "reads";
  return stops_writes(work) ? "writes" : "nobody";
}

class Chart {
 public:
  explicit Chart(const Rollout& rollout) : rollout_(rollout), bars_(lock_bars(rollout)) {
    // A statement that nobody has to wait for would only be an empty column.
    for (const NumberedStep& step : numbered_steps(rollout)) {
      const bool has_bar = std::ranges::find(bars_, step.number, &LockBar::first) != bars_.end();
      if (has_bar) steps_.push_back(step);
    }
    for (const LockBar& bar : bars_) {
      if (std::ranges::find(tables_, bar.table) == tables_.end()) tables_.push_back(bar.table);
    }
    // A change of few statements fills the page all the same.
    step_width_ = std::clamp<std::size_t>(830 / std::max<std::size_t>(steps_.size(), 1), 18, 90);
  }

  std::string draw() {
    if (bars_.empty()) return {};
    const std::size_t width = kLabelWidth + steps_.size() * step_width_ + 8;
    const std::size_t height = kHeader + tables_.size() * kRowHeight + 6;
    out_ = fmt::format(
        "<svg viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
        "aria-label=\"Locks by table and statement\">\n",
        width, height);
    draw_transactions();
    draw_grid(width, height);
    for (std::size_t row = 0; row < tables_.size(); ++row)
      draw_held(row);
    for (const LockBar& bar : bars_)
      draw_bar(bar);
    return std::move(out_) + "</svg>\n";
  }

 private:
  /// Of the column with that index.
  [[nodiscard]] std::size_t left(std::size_t column) const {
    return kLabelWidth + column * step_width_;
  }

  void draw_transactions() {
    for (std::size_t i = 0; i < steps_.size();) {
      std::size_t end = i + 1;
      const Step& first = *steps_[i].step;
      while (end < steps_.size() && first.in_transaction && steps_[end].step->in_transaction &&
             steps_[end].step->transaction == first.transaction) {
        ++end;
      }
      if (first.in_transaction) {
        out_ += fmt::format(
            "<path class=\"bracket\" d=\"M{} 14 v-5 H{} v5\"><title>one "
            "transaction</title></path>\n",
            left(i) + 3, left(end) - 3);
      }
      i = end;
    }
  }

  void draw_grid(std::size_t width, std::size_t height) {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      out_ += fmt::format("<text class=\"number\" x=\"{}\" y=\"34\">{}</text>\n",
                          left(i) + step_width_ / 2, steps_[i].number);
      out_ += fmt::format("<path class=\"grid\" d=\"M{0} {1} V{2}\"/>\n", left(i), kHeader - 4,
                          height - 4);
    }
    for (std::size_t row = 0; row < tables_.size(); ++row) {
      const std::size_t top = kHeader + row * kRowHeight;
      out_ += fmt::format("<path class=\"grid\" d=\"M0 {} H{}\"/>\n", top, width);
      out_ += fmt::format("<text class=\"label\" x=\"4\" y=\"{}\">{}</text>\n", top + 20,
                          escaped(shortened(tables_[row], kLabelColumns)));
    }
  }

  /// What keeps others out of the table while the statement of that number runs, because its
  /// transaction goes on; empty: nothing.
  [[nodiscard]] std::string_view held_at(std::string_view table, std::size_t number) const {
    std::string_view held;
    for (const LockBar& bar : bars_) {
      const bool covers = bar.table == table && bar.first <= number && number <= bar.last &&
                          bar.last > bar.first && stops_writes(*bar.work);
      if (covers && held != "reads") held = color_class(*bar.work);
    }
    return held;
  }

  void draw_held(std::size_t row) {
    for (std::size_t i = 0; i < steps_.size();) {
      const std::string_view color = held_at(tables_[row], steps_[i].number);
      std::size_t end = i + 1;
      while (end < steps_.size() && held_at(tables_[row], steps_[end].number) == color)
        ++end;
      if (!color.empty()) {
        out_ += fmt::format(
            "<rect class=\"{} held\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"3\">"
            "<title>held until the transaction ends</title></rect>\n",
            color, left(i) + 3, kHeader + row * kRowHeight + 6, (end - i) * step_width_ - 6);
      }
      i = end;
    }
  }

  void draw_bar(const LockBar& bar) {
    const auto row =
        static_cast<std::size_t>(std::ranges::find(tables_, bar.table) - tables_.begin());
    const auto column = static_cast<std::size_t>(
        std::ranges::find(steps_, bar.first, &NumberedStep::number) - steps_.begin());
    const std::size_t top = kHeader + row * kRowHeight + 6;
    // Who waits is decided by the strongest lock that is held.
    const std::string_view color =
        color_class(bar.under_work == nullptr ? *bar.work : *bar.under_work);
    const bool is_long = bar.work->long_running || bar.work->rewrite || bar.work->scan ||
                         bar.work->index_build || bar.work->online.rebuild;
    const std::string title = escaped(work_words(*bar.work, bar.last > bar.first, rollout_.after));
    // What takes as long as the table is large fills its column, what takes an instant is a line.
    const std::size_t width = is_long ? step_width_ - 6 : 6;
    out_ += fmt::format(
        "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"3\">"
        "<title>#{}: {}</title></rect>\n",
        color, left(column) + 3, top, width, bar.first, title);
  }

  const Rollout& rollout_;
  std::vector<NumberedStep> steps_;
  std::vector<LockBar> bars_;
  std::vector<std::string> tables_;
  std::size_t step_width_ = 0;
  std::string out_;
};

}  // namespace

std::string lock_chart(const Rollout& rollout) {
  return Chart(rollout).draw();
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable_with_tabs(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace miglint
