// What is wrong with the page as it stands: a list of plain sentences, empty where nothing is.
() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const told = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 160);
  const blame = (elements, words) => { for (const element of elements) faults.push(`${words}: ${told(element)}`); };
  const named = (element) => element.getAttribute("aria-label")?.trim()
    || element.getAttribute("aria-labelledby")?.split(/\s+/).some((id) => document.getElementById(id)?.textContent.trim());
  const unheard = (element) => element.closest("[aria-hidden=true], [hidden]");
  const speaks = (element) => named(element) || element.textContent.trim() || element.title
    || element.querySelector("img[alt]:not([alt='']), [role=img][aria-label]");

  const heads = all("h1");
  if (heads.length !== 1) faults.push(`${heads.length} h1: ${heads.map((head) => head.textContent.trim()).join(" | ")}`);
  if (!document.title.split(" · ")[0].trim()) faults.push("no title");
  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`id twice: ${id}`);
  blame(all("input:not([type=hidden], [type=submit], [type=button]), select, textarea")
    .filter((field) => !named(field) && ![...field.labels].some((label) => label.textContent.trim())), "no label");
  blame(all("button, a[href], summary, [role=button]").filter((element) => !unheard(element) && !speaks(element)), "no name");
  blame(all("img").filter((image) => !image.hasAttribute("alt")), "no alt");
  blame(all("svg").filter((image) => !image.parentElement.closest("svg") && !unheard(image) && !(image.getAttribute("role") === "img" && named(image))), "neither named nor hidden");
  blame(all("[tabindex='0']").filter((box) => !(box.getAttribute("role") && named(box))), "takes the focus without a role and a name");
  blame(all(".table-box").filter((box) => box.getAttribute("tabindex") !== "0"), "a table box that keys cannot scroll");
  blame(all("th").filter((head) => !head.scope && head.textContent.trim()), "no scope");
  blame(all("[style], [onclick]"), "written inline");
  blame(all("fieldset").filter((group) => !group.querySelector(":scope > legend")?.textContent.trim()), "no legend");
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"])
    for (const element of all(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(/\s+/))
        if (!unheard(element) && !document.getElementById(id)) faults.push(`${attribute} leads nowhere: ${told(element)}`);
  blame(all("main a[href^='#']").filter((link) => link.hash.length > 1 && !document.getElementById(decodeURIComponent(link.hash.slice(1)))), "leads nowhere");
  let before = 0;
  for (const head of all("main :is(h1, h2, h3, h4, h5, h6)")) {
    const level = Number(head.tagName[1]);
    if (level > before + 1) faults.push(`h${level} after h${before}: ${head.textContent.trim().slice(0, 60)}`);
    before = level;
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim();
    if (!texts.currentNode.parentElement.matches("option") && /^(None|nan|undefined|NaN)$|\{\{|\{%|&(amp|lt|quot|#\d+);/.test(words)) faults.push(`left over in the text: ${words.slice(0, 80)}`);
  }
  return faults;
}
