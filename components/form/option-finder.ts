/** Finding options for what is being typed. No React, so that the order of questions and answers can be tested. */

export type Option = {
  value: string;
  label: string;
  /** Grey words after the label: unit, duty. */
  hint?: string;
  /** More to find it by in a fixed list: pinyin, initials. */
  keywords?: string;
};

export type OptionSource = readonly Option[] | string | ((q: string) => Promise<Option[]>);

/** What the list shows; `found` is empty unless it answers what stands in the box now. */
export type Finding = { found: readonly Option[]; state: 'idle' | 'busy' | 'done' | 'failed' };

export const nothingAsked: Finding = { found: [], state: 'idle' };

const PAUSE_MS = 200;
const MOST_SHOWN = 50;

/**
 * Looks options up as somebody types. From the moment a text changes its old options are gone: whoever types on and
 * presses Enter at once must not take the first of a list that answers an earlier text. Late answers are dropped.
 */
export function optionFinder(show: (finding: Finding) => void) {
  let question = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(source: Exclude<OptionSource, readonly Option[]>, q: string): Promise<void> {
    const mine = question;
    const finding = await lookUp(source, q).then(answer, () => ({ found: [], state: 'failed' as const }));
    if (mine === question) show(finding);
  }
  /** Takes back what is shown and what was asked. */
  function forget(): void {
    question += 1;
    clearTimeout(timer);
    show(nothingAsked);
  }
  function look(source: OptionSource, text: string): void {
    const q = text.trim();
    forget();
    if (typeof source === 'object') {
      show(answer(source.filter((option) => matches(option, q))));
    } else {
      show({ found: [], state: 'busy' });
      timer = setTimeout(() => void ask(source, q), PAUSE_MS);
    }
  }
  return { look, forget };
}

const answer = (options: readonly Option[]): Finding => ({
  found: options.slice(0, MOST_SHOWN),
  state: 'done',
});

async function lookUp(source: string | ((q: string) => Promise<Option[]>), q: string): Promise<Option[]> {
  if (typeof source === 'function') return source(q);
  const reply = await fetch(`${source}${source.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`);
  if (!reply.ok) throw new Error(`options: ${reply.status}`);
  const { options }: { options: Option[] } = await reply.json();
  return options;
}

function matches({ label, hint, keywords }: Option, q: string): boolean {
  return [label, hint, keywords].some((text) => text?.toLowerCase().includes(q.toLowerCase()));
}
