import type * as z from 'zod';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { screenNotice } from '@/lib/screening/look';
import { masked } from '@/lib/screening/mask';
import { weightiest } from '@/lib/screening/notice';
import { command } from '@/lib/workflow/command';
import type { tryTextInput } from '../input';
import { mayKeepDictionaries } from '../policy';
import { latestScreener } from '../queries/screener';
import type { Tried } from '../rules';

/** Looks through a text that somebody pastes to try it. Only that it was done is kept, and how much was found. */
export const tryText = command<z.output<typeof tryTextInput>, Tried>(
  { name: 'screening.try', clause: '1.3.3' },
  async (tx, actor, { text }) => {
    const grant = granted(mayKeepDictionaries(actor));
    const { screener, version } = await latestScreener(tx);
    const hits = screenNotice(screener, { title: '', body: text, fileNames: [] });
    await record(tx, actor, {
      action: 'screening.try',
      grant,
      clause: '1.3.3',
      after: { letters: text.length, hits: hits.length },
    });
    const blocks = hits.some(({ severity }) => severity === 'block');
    const shown = weightiest(hits);
    return {
      text,
      hits: shown,
      more: hits.length - shown.length,
      masked: blocks ? masked(screener, text) : null,
      version,
    };
  },
);
