import type { NextRequest } from 'next/server';
import { exportList } from '@/lib/export/run';
import { attachmentHeader } from '@/lib/files/rules';
import { refusedAnswer } from '@/lib/request/answer';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 导出 Excel of any list, by the list's own address parameters. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ list: string }> }) {
  // Reading leaves a record in the audit trail, so no other site may make a browser do it.
  if (request.headers.get('sec-fetch-site') === 'cross-site')
    return refusedAnswer({ code: 'forbidden', message: '请在本系统页面内导出' });
  const { list } = await params;
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const outcome = await outcomeOf('export.download', async () =>
    exportList(await currentActor(), list, search),
  );
  if (!outcome.ok) return refusedAnswer(outcome.refusal);
  return new Response(new Uint8Array(outcome.value.data), {
    headers: {
      'Content-Type': workbookType,
      'Content-Disposition': attachmentHeader(outcome.value.filename),
      'Cache-Control': 'no-store',
    },
  });
}
