import { refuse } from '@/lib/core/errors';
import { exportPersonalData } from '@/lib/export/personal';
import type { ExportedFile } from '@/lib/export/run';
import { attachmentHeader } from '@/lib/files/rules';
import { personalDataForm } from '@/lib/identity/privacy/input';
import { statusOf } from '@/lib/request/answer';
import { sameOrigin } from '@/lib/request/origin';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

const mostBytes = 4_096;

async function bodyOf(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? mostBytes + 1) > mostBytes) return null;
  try {
    return await request.json();
  } catch {
    return null;
  }
}

async function asked(request: Request) {
  if (!sameOrigin(request.headers)) refuse('forbidden', '请求来源不明，请在本系统页面内操作');
  const actor = await currentActor();
  if (!actor.personId || actor.mustFirst) refuse('session', '登录已失效，请重新登录');
  const sent = await bodyOf(request);
  const input = personalDataForm(sent).safeParse(sent);
  if (!input.success) return refuse('invalid', input.error.issues[0]?.message ?? '请检查填写的内容');
  return exportPersonalData(actor, input.data);
}

function download({ filename, data }: ExportedFile): Response {
  return new Response(new Uint8Array(data), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': attachmentHeader(filename),
      'Cache-Control': 'no-store',
    },
  });
}

/** Everything kept of a person, against the password of whoever asks. Refusals are answered as actions answer. */
export async function POST(request: Request): Promise<Response> {
  const outcome = await outcomeOf('person.export_data', () => asked(request));
  if (outcome.ok) return download(outcome.value);
  return Response.json(outcome, {
    status: statusOf(outcome.refusal),
    headers: { 'Cache-Control': 'no-store' },
  });
}
