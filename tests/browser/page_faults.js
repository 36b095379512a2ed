// What is wrong with the page as it stands and no general checker knows: a list of plain sentences, empty where nothing is.
() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const told = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
  const blame = (elements, words) => { for (const element of elements) faults.push(`${words}: ${told(element)}`); };
  const named = (element) => element.getAttribute("aria-label")?.trim()
    || element.getAttribute("aria-labelledby")?.split(/\s+/).some((id) => document.getElementById(id)?.textContent.trim());
  const unheard = (element) => element.closest("[aria-hidden=true], [hidden]");

  if (!document.title.split(" · ")[0].trim()) faults.push("no title of its own");
  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`id twice: ${id}`);
  blame(all("svg").filter((image) => !image.parentElement.closest("svg") && !unheard(image) && !(image.getAttribute("role") === "img" && named(image))), "neither named nor hidden");
  blame(all("[tabindex='0']").filter((box) => !(box.getAttribute("role") && named(box))), "takes the focus without a role and a name");
  blame(all(".table-box").filter((box) => box.getAttribute("tabindex") !== "0"), "a table box that keys cannot scroll");
  blame(all("th").filter((head) => !head.scope && head.textContent.trim()), "no scope");
  blame(all("[style], [onclick]"), "written inline");
  blame(all("fieldset").filter((group) => !group.querySelector(":scope > legend")?.textContent.trim()), "no legend");
  for (const attribute of ["aria-describedby", "aria-controls", "for"])
    for (const element of all(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(/\s+/))
        if (!unheard(element) && !document.getElementById(id)) faults.push(`${attribute} leads nowhere: ${told(element)}`);
  blame(all("main a[href^='#']").filter((link) => link.hash.length > 1 && !document.getElementById(decodeURIComponent(link.hash.slice(1)))), "leads nowhere");
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim();
    if (!texts.currentNode.parentElement.matches("option") && /^(None|nan|undefined|NaN)$|\{\{|\{%|&(amp|lt|quot|#\d+);/.test(words)) faults.push(`left over in the text: ${words.slice(0, 80)}`);
  }
  return faults;
}
