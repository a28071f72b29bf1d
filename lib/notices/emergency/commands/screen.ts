import type { Tx } from '@/db/client';
import { refuse } from '@/lib/core/errors';
import { screenerNow } from '@/lib/dictionaries/queries/screener';
import { screenNotice } from '@/lib/screening/look';
import { type AnsweredHit, judgeNotice, problemsOf } from '@/lib/screening/notice';

interface Looked {
  hits: AnsweredHit[];
  version: number;
}

/**
 * What the screening finds in an emergency's words. What it blocks is refused, there as everywhere; warnings do not hold an emergency up:
 * whoever reviews it afterwards is shown them. `fields` are the form's names of title and body.
 */
export async function screened(
  tx: Tx,
  { title, body }: { title: string; body: string },
  fields: { title: string; body: string } = { title: 'title', body: 'body' },
): Promise<Looked> {
  const { screener, version } = await screenerNow(tx);
  const verdict = judgeNotice(screenNotice(screener, { title, body, fileNames: [] }), {});
  const problems = problemsOf({ ...verdict, unanswered: [] });
  const marked = Object.entries(fields).flatMap(([place, name]) => {
    const problem = problems[place as keyof typeof fields];
    return problem ? [[name, problem] as const] : [];
  });
  if (marked.length)
    refuse('invalid', '有内容禁止发布，请删去或遮盖后再提交', {
      clause: '1.3.3',
      fields: Object.fromEntries(marked),
    });
  return { hits: verdict.kept, version };
}
