#include "cli/repository_names.h"

#include "project/paths.h"

namespace miglint {

std::vector<std::string> repository_names(Project& project, std::span<const Finding> findings,
                                          std::span<const Span> not_read, NamedFiles named) {
  std::vector<std::string> paths(project.sources.size());
  RepositoryPaths from_root;
  const auto add = [&](FileId file) {
    std::string& path = paths[static_cast<std::size_t>(file)];
    if (path.empty()) path = from_root.of(project.sources[file].path());
  };
  for (std::size_t i = 0; named == NamedFiles::all && i < paths.size(); ++i)
    add(static_cast<FileId>(i));
  for (const Finding& finding : findings) {
    add(finding.span.file);
    for (const RelatedPlace& place : finding.related)
      add(place.span.file);
    for (const Edit& edit : finding.fix)
      add(edit.span.file);
  }
  if (!not_read.empty()) add(not_read.front().file);
  for (UnreadInput& input : project.unread)
    input.repository_path = from_root.of(input.path);
  return paths;
}

}  // namespace miglint
