import type { NextRequest } from 'next/server';
import { attachmentHeader } from '@/lib/files/rules';
import { headToKeep } from '@/lib/proof/queries';
import { refusedAnswer } from '@/lib/request/answer';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

/** The end of the chain as a small file, for the auditor's own safekeeping. */
export async function GET(request: NextRequest) {
  if (request.headers.get('sec-fetch-site') === 'cross-site')
    return refusedAnswer({ code: 'forbidden', message: '请在本系统页面内下载' });
  const outcome = await outcomeOf('audit.head', async () => {
    const actor = await currentActor();
    return { ok: true, value: actor.mustFirst ? null : await headToKeep(actor) };
  });
  if (!outcome.ok) return refusedAnswer(outcome.refusal);
  const head = outcome.value;
  if (!head) return refusedAnswer({ code: 'not_found', message: '没有可以下载的封存印记' });
  return new Response(head.text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': attachmentHeader(`审计封存印记_第${head.number}段.json`),
      'Cache-Control': 'no-store',
    },
  });
}
