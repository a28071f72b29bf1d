import type { ReadableStream } from 'node:stream/web';
import { environment } from '@/lib/core/env';
import { type Result, refuse } from '@/lib/core/errors';
import { strictTransport } from '@/lib/core/response-headers';
import { isUploadUse } from '@/lib/files/rules';
import { type Uploaded, upload } from '@/lib/files/upload';
import { statusOf } from '@/lib/request/answer';
import { sameOrigin } from '@/lib/request/origin';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

/** The file's name travels percent-encoded in a header, which also keeps plain cross-site forms out. */
function fileName(headers: Headers): string {
  try {
    return decodeURIComponent(headers.get('x-file-name') ?? '');
  } catch {
    return refuse('invalid', '文件名无法识别');
  }
}

async function received(request: Request): Promise<Result<Uploaded>> {
  if (!sameOrigin(request.headers)) refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  const actor = await currentActor();
  if (!actor.personId || actor.mustFirst) refuse('session', '登录已失效，请重新登录后再上传');
  const name = fileName(request.headers);
  if (!(name && request.body)) refuse('invalid', '请选择要上传的文件');
  const use = new URL(request.url).searchParams.get('use') ?? 'attachment';
  if (!isUploadUse(use)) return refuse('invalid', '没有这种用途');
  const announced = Number(request.headers.get('content-length'));
  return upload(actor, { name, use, announced, body: request.body as ReadableStream<Uint8Array> });
}

/** Takes one attachment, or with `?use=screenshot` a picture of a chat: the body is the file itself. Answers as actions do: `{ok, value: {id, name, size}}` or a refusal. */
export async function POST(request: Request): Promise<Response> {
  const outcome = await outcomeOf('file.upload', () => received(request));
  return Response.json(outcome, {
    status: outcome.ok ? 201 : statusOf(outcome.refusal),
    headers: { 'Cache-Control': 'no-store', ...strictTransport(environment().NEXTAUTH_URL) },
  });
}
