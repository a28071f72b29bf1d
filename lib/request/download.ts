import { type Actor, firstDuties } from '@/lib/access/actor';
import { type Result, refuse } from '@/lib/core/errors';
import { allowedTypes, attachmentHeader } from '@/lib/files/rules';
import { refusedAnswer } from './answer';
import { outcomeOf } from './outcome';
import { currentActor } from './viewer';

export interface Workbook {
  filename: string;
  data: Buffer;
}

/**
 * Makes the GET handler of a workbook that is made for whoever asks. Only a session that may do everything its person may is
 * answered, and only from our own pages: some of these leave a record. Refusals are JSON `{code, message}`.
 */
export function workbook<Params>(
  name: string,
  make: (actor: Actor, params: Params) => Promise<Result<Workbook>>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, { params }) => {
    if (request.headers.get('sec-fetch-site') === 'cross-site')
      return refusedAnswer({ code: 'forbidden', message: '请在本系统页面内下载' });
    const outcome = await outcomeOf(name, async () => {
      const actor = await currentActor();
      if (!actor.personId) refuse('session', '登录已失效，请重新登录');
      if (actor.mustFirst) refuse('session', firstDuties[actor.mustFirst]);
      return make(actor, await params);
    });
    if (!outcome.ok) return refusedAnswer(outcome.refusal);
    return new Response(new Uint8Array(outcome.value.data), {
      headers: {
        'Content-Type': allowedTypes.xlsx,
        'Content-Disposition': attachmentHeader(outcome.value.filename),
        'Cache-Control': 'no-store',
      },
    });
  };
}
