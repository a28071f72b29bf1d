import { Readable } from 'node:stream';
import { environment } from '@/lib/core/env';
import { refuse } from '@/lib/core/errors';
import { idField } from '@/lib/core/id';
import { strictTransport } from '@/lib/core/response-headers';
import { type OwnerReader, readableFile, type StoredFile } from '@/lib/files/queries';
import { attachmentHeader } from '@/lib/files/rules';
import { openKept } from '@/lib/files/storage';
import { mayReadPaper } from '@/lib/identity/delegations/queries';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

/** Who may read a file besides its uploader: what it is attached to decides. */
const readers: Readonly<Record<string, OwnerReader>> = { delegation: mayReadPaper };

const gone = '没有这个文件，或您无权查看';

interface Opened {
  file: StoredFile;
  bytes: ReadableStream;
}

async function opened(id: string): Promise<Opened> {
  const actor = await currentActor();
  const known = idField.safeParse(id);
  const file =
    known.success && !actor.mustChangePassword ? await readableFile(actor, known.data, readers) : null;
  if (!file) return refuse('not_found', gone);
  const handle = await openKept(file.storageKey);
  return { file, bytes: Readable.toWeb(handle.createReadStream()) as ReadableStream };
}

/** Serves an attachment to be saved, never to be shown inside a page. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const outcome = await outcomeOf('file.read', async () => ({ ok: true, value: await opened(id) }));
  if (!outcome.ok) {
    const { code, message } = outcome.refusal;
    return Response.json({ code, message }, { status: code === 'not_found' ? 404 : 500 });
  }
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
