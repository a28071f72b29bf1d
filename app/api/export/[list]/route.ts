import type { NextRequest } from 'next/server';
import type { Refusal, RefusalCode } from '@/lib/core/errors';
import { attachment, exportList } from '@/lib/export/run';
import { outcomeOf } from '@/lib/request/outcome';
import { currentActor } from '@/lib/request/viewer';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const statuses: Record<RefusalCode, number> = {
  session: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 400,
  rule: 400,
  limited: 429,
  fault: 500,
  away: 503,
};

const refused = ({ code, message }: Refusal) => Response.json({ code, message }, { status: statuses[code] });

/** 导出 Excel of any list, by the list's own address parameters. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ list: string }> }) {
  // Reading leaves a record in the audit trail, so no other site may make a browser do it.
  if (request.headers.get('sec-fetch-site') === 'cross-site')
    return refused({ code: 'forbidden', message: '请在本系统页面内导出' });
  const { list } = await params;
  const search = Object.fromEntries(request.nextUrl.searchParams);
  const outcome = await outcomeOf('export.download', async () =>
    exportList(await currentActor(), list, search),
  );
  if (!outcome.ok) return refused(outcome.refusal);
  return new Response(new Uint8Array(outcome.value.data), {
    headers: {
      'Content-Type': workbookType,
      'Content-Disposition': attachment(outcome.value.filename),
      'Cache-Control': 'no-store',
    },
  });
}
