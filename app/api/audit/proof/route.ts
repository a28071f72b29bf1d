import { Readable } from 'node:stream';
import type { NextRequest } from 'next/server';
import { attachmentHeader } from '@/lib/files/rules';
import { exportProof } from '@/lib/proof/export';
import { proofInput } from '@/lib/proof/input';
import { refusedAnswer } from '@/lib/request/answer';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

/** A period of the audit trail with its proof, as it is read from the database: `?from=2026-01-01&to=2026-03-31`. */
export async function GET(request: NextRequest) {
  // It leaves a record in the trail, so no other site may make a browser do it.
  if (request.headers.get('sec-fetch-site') === 'cross-site')
    return refusedAnswer({ code: 'forbidden', message: '请在本系统页面内导出' });
  const wanted = proofInput.safeParse(Object.fromEntries(request.nextUrl.searchParams));
  if (!wanted.success)
    return refusedAnswer({ code: 'invalid', message: wanted.error.issues[0]?.message ?? '请选择起止日期' });
  const outcome = await outcomeOf('audit.export', async () => exportProof(await currentActor(), wanted.data));
  if (!outcome.ok) return refusedAnswer(outcome.refusal);
  const { content, filename } = outcome.value;
  return new Response(Readable.toWeb(content) as ReadableStream, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': attachmentHeader(filename),
      'Cache-Control': 'no-store',
    },
  });
}
