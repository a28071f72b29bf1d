import type { ReadableStream } from 'node:stream/web';
import { type Actor, firstDuties } from '@/lib/access/actor';
import { environment } from '@/lib/core/env';
import { type Result, refuse } from '@/lib/core/errors';
import { strictTransport } from '@/lib/core/response-headers';
import { sheetLimits } from '@/lib/sheets/limits';
import { statusOf } from './answer';
import { sameOrigin } from './origin';
import { outcomeOf } from './outcome';
import { currentActor } from './viewer';

/** Whoever sends it, with what he sends. */
async function admitted(request: Request): Promise<{ actor: Actor; body: ReadableStream<Uint8Array> }> {
  if (!sameOrigin(request.headers)) refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  const actor = await currentActor();
  if (!actor.personId) refuse('session', '登录已失效，请重新登录后再上传');
  if (actor.mustFirst) refuse('session', firstDuties[actor.mustFirst]);
  // A header of our own keeps plain cross-site forms out.
  if (!(request.headers.get('x-file-name') && request.body)) return refuse('invalid', '请选择要上传的文件');
  if (Number(request.headers.get('content-length')) > sheetLimits.fileBytes)
    refuse('invalid', `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB，请拆成几个文件`);
  return { actor, body: request.body as ReadableStream<Uint8Array> };
}

/**
 * Makes the POST handler that takes a sheet: the body is the file itself, which is read and not kept. Such routes lie below /api/files
 * because proxy.ts lets those bodies stream. Answers as actions do: `{ok, value}` or a refusal.
 */
export function sheetUpload<Value>(
  name: string,
  read: (actor: Actor, body: ReadableStream<Uint8Array>) => Promise<Result<Value>>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const outcome = await outcomeOf(name, async () => {
      const { actor, body } = await admitted(request);
      return read(actor, body);
    });
    return Response.json(outcome, {
      status: outcome.ok ? 201 : statusOf(outcome.refusal),
      headers: { 'Cache-Control': 'no-store', ...strictTransport(environment().NEXTAUTH_URL) },
    });
  };
}
