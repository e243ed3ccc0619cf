/** Moves fragments that came behind the page into their slots. Inline, allowed by its hash, the same on every page. */
for (const template of document.querySelectorAll<HTMLTemplateElement>("body>template[data-fragment]")) {
  document.querySelector(`[data-fragment="${template.dataset.fragment}"]:not(template)`)?.replaceChildren(template.content);
  template.remove();
}
