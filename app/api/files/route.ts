import { environment } from '@/lib/core/env';
import { type Result, refuse } from '@/lib/core/errors';
import { strictTransport } from '@/lib/core/response-headers';
import { registerFile } from '@/lib/files/commands';
import { isUploadUse } from '@/lib/files/rules';
import { type Uploaded, upload } from '@/lib/files/upload';
import { admitted } from '@/lib/request/admission';
import { statusOf } from '@/lib/request/answer';
import { outcomeOf } from '@/lib/request/outcome';
import { endedUpload, sentFile } from '@/lib/request/sent-file';

async function received(request: Request): Promise<Result<Uploaded>> {
  const actor = await admitted(request.headers, { name: registerFile.commandName, ended: endedUpload });
  const { name, params, bytes, body } = sentFile(request);
  const use = params.get('use') ?? 'attachment';
  if (!isUploadUse(use)) return refuse('invalid', '没有这种用途');
  return upload(actor, { name, use, announced: bytes, body });
}

/** Takes one attachment, or with `?use=screenshot` a picture of a chat: the body is the file itself. Answers as actions do: `{ok, value: {id, name, size}}` or a refusal. */
export async function POST(request: Request): Promise<Response> {
  const outcome = await outcomeOf(registerFile.commandName, () => received(request));
  return Response.json(outcome, {
    status: outcome.ok ? 201 : statusOf(outcome.refusal),
    headers: { 'Cache-Control': 'no-store', ...strictTransport(environment().NEXTAUTH_URL) },
  });
}
