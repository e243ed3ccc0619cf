/**
 * Moves fragments that came behind the page into their slots, and leaves no trace of the way they came. Inline, allowed
 * by its hash, the same on every page. Whoever was at a control of the fallback stays there, or at the slot.
 */
for (const template of document.querySelectorAll<HTMLTemplateElement>("body>template[data-fragment]")) {
  const { content, dataset } = template;
  for (const script of content.querySelectorAll("script")) script.remove();
  for (const slot of document.querySelectorAll<HTMLElement>(`[data-fragment="${dataset.fragment}"]:not(template)`)) {
    const focused = slot.contains(document.activeElement) && document.activeElement;
    slot.replaceChildren(content.cloneNode(true));
    if (!focused) continue;
    slot.tabIndex = -1;
    (document.getElementById(focused.id) ?? slot).focus();
  }
  template.remove();
}
document.currentScript?.remove();
