import { Readable } from 'node:stream';
import { environment } from '@/lib/core/env';
import { refuse } from '@/lib/core/errors';
import { idField } from '@/lib/core/id';
import { log } from '@/lib/core/log';
import { strictTransport } from '@/lib/core/response-headers';
import { type OwnerReader, readableFile, type StoredFile } from '@/lib/files/queries';
import { attachmentHeader } from '@/lib/files/rules';
import { Gone, openKept } from '@/lib/files/storage';
import { mayReadPaper } from '@/lib/identity/delegations/queries';
import { mayReadPostReceipt } from '@/lib/notices/delivery/queries';
import { mayReadAttachment } from '@/lib/notices/writing/queries/files';
import { refusedAnswer } from '@/lib/request/answer';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

type Context = { params: Promise<{ id: string }> };

/** Who may read a file besides its uploader: what it is attached to decides. */
const readers: Readonly<Record<string, OwnerReader>> = {
  delegation: mayReadPaper,
  order_receipt: mayReadPostReceipt,
  notice: mayReadAttachment,
};

async function readable(id: string): Promise<StoredFile> {
  const actor = await currentActor();
  const known = idField.safeParse(id);
  const file = known.success && !actor.mustFirst ? await readableFile(actor, known.data, readers) : null;
  return file ?? refuse('not_found', '没有这个文件，或您无权查看');
}

/** Next neither reads nor ends a body whose reader has gone before the answer: the file closes with the request. */
async function bytesOf(file: StoredFile, gone: AbortSignal): Promise<ReadableStream> {
  try {
    const bytes = await openKept(file.storageKey);
    if (gone.aborted) bytes.destroy();
    gone.addEventListener('abort', () => bytes.destroy(), { once: true });
    return Readable.toWeb(bytes) as ReadableStream;
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    log.error({ err: error }, 'attachment without bytes');
    return refuse('not_found', '文件内容已不在服务器上，请联系系统管理员从备份中找回');
  }
}

/** The content policy comes from next.config.ts: proxy.ts does not see these addresses. */
async function answer(id: string, body: (file: StoredFile) => Promise<ReadableStream> | null) {
  const outcome = await outcomeOf('file.read', async () => {
    const file = await readable(id);
    return { ok: true, value: { file, bytes: await body(file) } };
  });
  if (!outcome.ok) return refusedAnswer(outcome.refusal);
  const { file, bytes } = outcome.value;
  return new Response(bytes, {
    headers: {
      'Content-Type': file.contentType,
      'Content-Length': String(file.size),
      'Content-Disposition': attachmentHeader(file.name),
      'Cache-Control': 'private, no-store',
      ...strictTransport(environment().NEXTAUTH_URL),
    },
  });
}

/** Serves an attachment to be saved, never to be shown inside a page. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answer((await params).id, (file) => bytesOf(file, request.signal));
}

/** The same without opening the file: Next would drop the body of a GET unread, and its handle with it. */
export async function HEAD(_request: Request, { params }: Context): Promise<Response> {
  return answer((await params).id, () => null);
}
