/** What the keyboard does on a page, apart from navigation. Browser only; no React. */

/** Whether a key press belongs to what is being typed, to the browser, or to an input method. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  const at = event.target instanceof Element ? event.target : null;
  return (
    at?.closest(
      'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open]',
    ) != null
  );
}

/** The page's own search box, or the one in the top bar. */
export function focusSearch(): void {
  const visible = (box: HTMLElement | null) => (box && box.offsetParent !== null ? box : null);
  const box =
    visible(document.querySelector<HTMLInputElement>('[data-search=list]')) ??
    visible(document.querySelector<HTMLInputElement>('[data-search=all]'));
  box?.focus();
}

/** Moves the focus to the next or previous row of the page's list. */
export function moveRow(step: 1 | -1): void {
  const rows = Array.from(document.querySelectorAll<HTMLElement>('[data-row]'));
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  const target =
    next?.querySelector<HTMLElement>('[data-row-link]') ??
    next?.querySelector<HTMLElement>('a, button, input');
  target?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** Ticks or unticks the row that has the focus. */
export function tickRow(): void {
  document.activeElement?.closest('[data-row]')?.querySelector<HTMLInputElement>('[data-select-id]')?.click();
}

/** Opens the row that was clicked beside its link, unless something in it was meant or text was being selected. */
export function openClickedRow(event: MouseEvent): void {
  const at = event.target instanceof Element ? event.target : null;
  const row = at?.closest('[data-row]');
  if (!row || event.defaultPrevented || at?.closest('a, button, input, label, summary, select, textarea'))
    return;
  if (window.getSelection()?.isCollapsed === false) return;
  row.querySelector<HTMLAnchorElement>('[data-row-link]')?.click();
}

/** Closes open choice menus when one clicks elsewhere, or everywhere when nothing is given. */
export function closeMenus(except?: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) {
    if (!(except instanceof Node && menu.contains(except))) menu.open = false;
  }
}
