// axe-core's faults of contrast. What is styled by the same path of names has the same colours, so two of a path stand for all:
// judging every cell of a long table costs five times as much and finds the same.
async () => {
  const UNIQUE = ["id", "for", "href", "value", "name", "title", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "width", "points", "transform",
    "action", "datetime", "aria-label", "aria-labelledby", "aria-describedby"];
  const own = (element) => [element.tagName, ...[...element.attributes].filter(({ name }) => !UNIQUE.includes(name)).map(({ name, value }) => `${name}=${value}`)].join(" ");
  const paths = new Map([[document.body, ""]]), found = {};
  const shown = [];
  for (const element of document.body.querySelectorAll("*")) {
    const path = `${paths.get(element.parentElement)} > ${own(element)}`;
    paths.set(element, path);
    const says = element.matches("input, select, textarea") || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (says && (found[path] = (found[path] ?? 0) + 1) <= 2) shown.push(element);
  }
  if (!shown.length) return [];
  return (await axe.run({ include: shown }, { resultTypes: ["violations"], runOnly: ["color-contrast"] })).violations;
}
