import type { Actor } from '@/lib/access/actor';
import { environment } from '@/lib/core/env';
import { type Result, refuse } from '@/lib/core/errors';
import { strictTransport } from '@/lib/core/response-headers';
import { sheetLimits } from '@/lib/sheets/limits';
import { admitted } from './admission';
import { statusOf } from './answer';
import { outcomeOf } from './outcome';
import { endedUpload, type SentFile, sentFile } from './sent-file';

function sheetOf(request: Request): SentFile {
  const sent = sentFile(request);
  if (sent.bytes > sheetLimits.fileBytes)
    refuse('invalid', `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB，请拆成几个文件`);
  return sent;
}

/**
 * Makes the POST handler that takes a sheet: the body is the file itself, which is read and not kept. Such routes lie below /api/files
 * because proxy.ts lets those bodies stream. Answers as actions do: `{ok, value}` or a refusal.
 */
export function sheetUpload<Value>(
  name: string,
  read: (actor: Actor, sent: SentFile) => Promise<Result<Value>>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const outcome = await outcomeOf(name, async () => {
      const actor = await admitted(request.headers, { name, ended: endedUpload });
      return read(actor, sheetOf(request));
    });
    return Response.json(outcome, {
      status: outcome.ok ? 201 : statusOf(outcome.refusal),
      headers: { 'Cache-Control': 'no-store', ...strictTransport(environment().NEXTAUTH_URL) },
    });
  };
}
