import type { ReadableStream } from 'node:stream/web';
import { firstDuties } from '@/lib/access/actor';
import { environment } from '@/lib/core/env';
import { type Result, refuse } from '@/lib/core/errors';
import { strictTransport } from '@/lib/core/response-headers';
import { uploadWords } from '@/lib/dictionaries/commands/upload';
import { importWordsInput } from '@/lib/dictionaries/input';
import type { ImportOutcome } from '@/lib/dictionaries/rules';
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

async function received(request: Request): Promise<Result<ImportOutcome>> {
  if (!sameOrigin(request.headers)) refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  const actor = await currentActor();
  if (!actor.personId) refuse('session', '登录已失效，请重新登录后再上传');
  if (actor.mustFirst) refuse('session', firstDuties[actor.mustFirst]);
  const wanted = importWordsInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!wanted.success) return refuse('invalid', wanted.error.issues[0]?.message ?? '请检查填写的内容');
  const name = fileName(request.headers);
  if (!(name && request.body)) return refuse('invalid', '请粘贴词条或选择文件');
  if (Number(request.headers.get('content-length')) > sheetLimits.fileBytes)
    refuse('invalid', `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB，请拆成几个文件`);
  return uploadWords(actor, { ...wanted.data, name, body: request.body as ReadableStream<Uint8Array> });
}

/**
 * Takes a list of words, as a workbook or as text: checks it, or imports it when a reason is given. It is not kept. It lies below
 * /api/files because proxy.ts lets those bodies stream.
 */
export async function POST(request: Request): Promise<Response> {
  const outcome = await outcomeOf('dictionary.import', () => received(request));
  return Response.json(outcome, {
    status: outcome.ok ? 201 : statusOf(outcome.refusal),
    headers: { 'Cache-Control': 'no-store', ...strictTransport(environment().NEXTAUTH_URL) },
  });
}
