import type { ReadableStream } from 'node:stream/web';
import type * as z from 'zod';
import { type Actor, firstDuties } from '@/lib/access/actor';
import { type Result, refuse } from '@/lib/core/errors';
import { isReadable } from '@/lib/core/readable';
import { statusOf } from './answer';
import { sameOrigin } from './origin';
import { outcomeOf } from './outcome';
import { currentActor } from './viewer';

/** Letters of a question; longer ones the browser sends in parts. */
const longest = 500_000;
/** No letter takes more. */
const mostBytes = 3 * longest;

const tooMuch = () => refuse('invalid', '内容太多，请分几次');

/** The body as text. Nothing beyond the limit is taken in, whatever was announced. */
async function textOf({ headers, body }: Request): Promise<string> {
  if (Number(headers.get('content-length')) > mostBytes) tooMuch();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const part of (body as ReadableStream<Uint8Array> | null) ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) tooMuch();
    text += decoder.decode(part, { stream: true });
  }
  text += decoder.decode();
  return text.length > longest ? tooMuch() : text;
}

async function asked<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const text = await textOf(request);
  let sent: unknown;
  try {
    // Letters that cannot be kept are refused whether they came as such or spelled out.
    sent = JSON.parse(text, (_, value) =>
      typeof value === 'string' && !isReadable(value) ? refuse('invalid', '含有无法识别的字符') : value,
    );
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('invalid', '内容无法识别');
    throw error;
  }
  const parsed = schema.safeParse(sent);
  return parsed.success ? parsed.data : refuse('invalid', parsed.error.issues[0]?.message ?? '填写有误');
}

/**
 * Makes the POST handler of a query that asks more than an address holds. Nothing is written; still only our own pages are answered,
 * and only a session that may do everything its person may. Answers as actions do: `{ok, value}` or a refusal.
 */
export function question<Schema extends z.ZodType, Shown>(
  schema: Schema,
  read: (actor: Actor, input: z.output<Schema>) => Promise<Shown>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const outcome = await outcomeOf('question.read', async (): Promise<Result<Shown>> => {
      if (!sameOrigin(request.headers)) refuse('forbidden', '请求来源不明，请在本系统页面内操作');
      const actor = await currentActor();
      if (!actor.personId) refuse('session', '登录已失效，请重新登录');
      if (actor.mustFirst) refuse('session', firstDuties[actor.mustFirst]);
      return { ok: true, value: await read(actor, await asked(request, schema)) };
    });
    const status = outcome.ok ? 200 : statusOf(outcome.refusal);
    return Response.json(outcome, { status, headers: { 'Cache-Control': 'no-store' } });
  };
}
