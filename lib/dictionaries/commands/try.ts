import type * as z from 'zod';
import { granted } from '@/lib/access/may';
import type { Hit } from '@/lib/screening/categories';
import { masked } from '@/lib/screening/mask';
import { command } from '@/lib/workflow/command';
import type { tryTextInput } from '../input';
import { mayKeepDictionaries } from '../policy';
import { latestScreener } from '../queries/screener';

/** What was found in a text. */
export interface Tried {
  text: string;
  hits: Hit[];
  /** Hits beyond those shown. */
  more: number;
  /** The text with what blocks it covered; null when nothing does. */
  masked: string | null;
  /** The version of the dictionaries that was asked. */
  version: number;
}

/** More than anybody reads. */
const mostShown = 300;

/** Looks through a text that somebody pastes to try it. Neither the text nor what was found is kept. */
export const tryText = command<z.output<typeof tryTextInput>, Tried>(
  { name: 'screening.try', clause: '1.3.3' },
  async (_tx, actor, { text }) => {
    granted(mayKeepDictionaries(actor));
    const { screener, version } = await latestScreener();
    const hits = screener.screen(text);
    const blocks = hits.some(({ severity }) => severity === 'block');
    return {
      text,
      hits: hits.slice(0, mostShown),
      more: Math.max(0, hits.length - mostShown),
      masked: blocks ? masked(screener, text) : null,
      version,
    };
  },
);
