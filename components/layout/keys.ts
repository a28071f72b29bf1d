/** What keyboard and pointer do on a page. Browser only; no React. */
import type { DecisionKey } from '@/components/ui/decision-key';

const GO_MS = 1500;

export type KeyTable = {
  /** Acts by key. */
  plain: ReadonlyMap<string, () => void>;
  /** Acts by the key after `g`. */
  afterG: ReadonlyMap<string, () => void>;
};

/** Listens for the page's keys and clicks; returns how to stop. */
export function listen({ plain, afterG }: KeyTable): () => void {
  let going = -GO_MS;
  function actFor({ key, timeStamp }: KeyboardEvent): (() => void) | undefined {
    const goal = timeStamp - going < GO_MS ? afterG.get(key) : undefined;
    going = key === 'g' ? timeStamp : -GO_MS;
    return goal ?? plain.get(key);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') closeMenus();
    const act = isTyping(event) ? undefined : actFor(event);
    if (!act) return;
    event.preventDefault();
    act();
  }
  function onClick(event: MouseEvent): void {
    closeMenus(event.target);
    closeSheet(event.target);
    openClickedRow(event);
  }
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onClick);
  return () => {
    document.removeEventListener('keydown', onKey);
    document.removeEventListener('click', onClick);
  };
}

/** Whether a key press belongs to what is being typed, to the browser, or to an input method. */
function isTyping(event: KeyboardEvent): boolean {
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

/** Ticks or unticks the row that has the focus, all of it where it stands for several things. */
export function tickRow(): void {
  document.activeElement
    ?.closest('[data-row]')
    ?.querySelector<HTMLInputElement>('[data-select-line], [data-select-id]')
    ?.click();
}

/** Presses the page's button for this decision, when there is exactly one: never a guess which of several is meant. */
export function decideBy(key: DecisionKey): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>(`[data-decide=${key}]`);
  if (buttons.length === 1) buttons[0]?.click();
}

/** Opens the row that was clicked beside its link, unless something in it was meant or text was being selected. */
function openClickedRow(event: MouseEvent): void {
  const at = event.target instanceof Element ? event.target : null;
  const row = at?.closest('[data-row]');
  if (!row || event.defaultPrevented || at?.closest('a, button, input, label, summary, select, textarea'))
    return;
  if (window.getSelection()?.isCollapsed === false) return;
  row.querySelector<HTMLAnchorElement>('[data-row-link]')?.click();
}

/**
 * Closes open choice menus when one clicks elsewhere or has chosen something: a menu that stays lies over the very list it has just
 * narrowed, and whoever wants a second choice opens it again. All of them when nothing is given.
 */
function closeMenus(clicked?: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) {
    const inside = clicked instanceof Element && menu.contains(clicked);
    if (inside && !clicked.closest('a')) continue;
    // What was in the menu cannot keep the focus: whoever goes on by keyboard goes on from here.
    if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
    menu.open = false;
    // What is chosen stands first in the row, which a phone may have pushed sideways.
    menu.closest('[data-chips]')?.scrollTo({ left: 0 });
  }
}

/** Closes the sheet when a place in it was chosen: the shell stays when the page changes. */
function closeSheet(clicked: EventTarget | null): void {
  if (clicked instanceof Element)
    clicked.closest('a')?.closest<HTMLElement>('[popover]:popover-open')?.hidePopover();
}
