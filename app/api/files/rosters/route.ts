import type { ReadableStream } from 'node:stream/web';
import { firstDuties } from '@/lib/access/actor';
import { environment } from '@/lib/core/env';
import { type Result, refuse } from '@/lib/core/errors';
import { idField } from '@/lib/core/id';
import { strictTransport } from '@/lib/core/response-headers';
import { uploadBaseline } from '@/lib/groups/baseline/commands/upload';
import { uploadRoster } from '@/lib/groups/roster/commands/upload';
import { statusOf } from '@/lib/request/answer';
import { sameOrigin } from '@/lib/request/origin';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';
import { sheetLimits } from '@/lib/sheets/limits';

/** The file's name travels percent-encoded in a header, which also keeps plain cross-site forms out. */
function fileName(headers: Headers): string {
  try {
    return decodeURIComponent(headers.get('x-file-name') ?? '');
  } catch {
    return refuse('invalid', '文件名无法识别');
  }
}

const takers = { roster: uploadRoster, baseline: uploadBaseline } as const;
const isTaker = (kind: string): kind is keyof typeof takers => Object.hasOwn(takers, kind);

async function received(request: Request): Promise<Result<{ id: string }>> {
  if (!sameOrigin(request.headers)) refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  const actor = await currentActor();
  if (!actor.personId) refuse('session', '登录已失效，请重新登录后再上传');
  if (actor.mustFirst) refuse('session', firstDuties[actor.mustFirst]);
  const params = new URL(request.url).searchParams;
  const kind = params.get('kind') ?? '';
  const groupId = idField.safeParse(params.get('group')).data;
  const name = fileName(request.headers);
  if (!(isTaker(kind) && groupId)) return refuse('invalid', '没有这种名单');
  if (!(name && request.body)) return refuse('invalid', '请选择要上传的文件');
  if (Number(request.headers.get('content-length')) > sheetLimits.fileBytes)
    refuse('invalid', `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB`);
  return takers[kind](actor, { groupId, name, body: request.body as ReadableStream<Uint8Array> });
}

/**
 * Takes a chat's list of members as a sheet, to compare it or to begin its register with it: the body is the file itself, which is read
 * and not kept. It lies below /api/files because proxy.ts lets those bodies stream. Answers as actions do.
 */
export async function POST(request: Request): Promise<Response> {
  const outcome = await outcomeOf('roster.check', () => received(request));
  return Response.json(outcome, {
    status: outcome.ok ? 201 : statusOf(outcome.refusal),
    headers: { 'Cache-Control': 'no-store', ...strictTransport(environment().NEXTAUTH_URL) },
  });
}
