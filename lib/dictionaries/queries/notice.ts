import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { screenNotice } from '@/lib/screening/look';
import { masked } from '@/lib/screening/mask';
import { type NoticeText, weightiest } from '@/lib/screening/notice';
import { mayScreenNotices } from '../policy';
import type { NoticeFindings } from '../rules';
import { screenerNow } from './screener';

/**
 * What is found in a notice by the dictionaries in force: for the form while somebody writes. Nothing is kept of it. The command
 * that submits a notice asks `screenerNow(tx)`, `screenNotice` and `judgeNotice` itself, for all hits.
 */
export async function findingsOf(actor: Actor, text: NoticeText): Promise<NoticeFindings> {
  if (!mayScreenNotices(actor)) refuse('forbidden', '您没有起草信息的权限');
  const { screener, version } = await screenerNow();
  const hits = screenNotice(screener, text);
  const shown = weightiest(hits);
  const blocked = hits.some(({ field, severity }) => field !== 'file' && severity === 'block');
  return {
    hits: shown,
    more: hits.length - shown.length,
    masked: blocked ? { title: masked(screener, text.title), body: masked(screener, text.body) } : null,
    version,
  };
}
