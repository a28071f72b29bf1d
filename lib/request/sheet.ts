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

/** A sheet as it comes in. */
export interface SheetSent {
  /** As the sender calls it; whoever keeps it cleans it. */
  name: string;
  /** What the address says beside it. */
  params: URLSearchParams;
  body: ReadableStream<Uint8Array>;
}

/** The file's name travels percent-encoded in a header of our own, which also keeps plain cross-site forms out. */
function fileName(headers: Headers): string {
  try {
    return decodeURIComponent(headers.get('x-file-name') ?? '');
  } catch {
    return refuse('invalid', '文件名无法识别');
  }
}

/** Whoever sends it, with what he sends. */
async function admitted(request: Request): Promise<{ actor: Actor; sent: SheetSent }> {
  if (!sameOrigin(request.headers)) refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  const actor = await currentActor();
  if (!actor.personId) refuse('session', '登录已失效，请重新登录后再上传');
  if (actor.mustFirst) refuse('session', firstDuties[actor.mustFirst]);
  const name = fileName(request.headers);
  if (!(name && request.body)) return refuse('invalid', '请选择要上传的文件');
  if (Number(request.headers.get('content-length')) > sheetLimits.fileBytes)
    refuse('invalid', `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB，请拆成几个文件`);
  const body = request.body as ReadableStream<Uint8Array>;
  return { actor, sent: { name, params: new URL(request.url).searchParams, body } };
}

/**
 * Makes the POST handler that takes a sheet: the body is the file itself, which is read and not kept. Such routes lie below /api/files
 * because proxy.ts lets those bodies stream. Answers as actions do: `{ok, value}` or a refusal.
 */
export function sheetUpload<Value>(
  name: string,
  read: (actor: Actor, sent: SheetSent) => Promise<Result<Value>>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const outcome = await outcomeOf(name, async () => {
      const { actor, sent } = await admitted(request);
      return read(actor, sent);
    });
    return Response.json(outcome, {
      status: outcome.ok ? 201 : statusOf(outcome.refusal),
      headers: { 'Cache-Control': 'no-store', ...strictTransport(environment().NEXTAUTH_URL) },
    });
  };
}
