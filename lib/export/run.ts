import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Refusal, Result } from '@/lib/core/errors';
import type { ListState, SearchParams } from '@/lib/core/paging';
import { formatMoment, officeDay } from '@/lib/core/time';
import type { Cell } from './cells';
import { admitExport, recordExport } from './commands';
import { type Exportable, exportableList } from './registry';
import { writeWorkbook } from './workbook';

const batchSize = 500;
const mostRows = 10_000;

export interface ExportedFile {
  /** `工作群_2026-11-22.xlsx` */
  filename: string;
  data: Buffer;
}

// One export at a time for a person: a second click does not double the work.
const underWay = new Set<string>();

const refused = (code: Refusal['code'], message: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, message },
});

async function* batches(list: Exportable, actor: Actor, state: ListState): AsyncGenerator<Cell[][]> {
  for (let page = 1; page <= mostRows / batchSize; page += 1) {
    const rows = await list.page(actor, { ...state, page, size: batchSize });
    yield rows;
    if (rows.length < batchSize) return;
  }
}

function provenance(actor: Actor, at: Date, rows: number): string {
  const who = actor.unitName ? `${actor.unitName} ${actor.name}` : actor.name;
  const cut =
    rows >= mostRows ? `（最多导出 ${mostRows.toLocaleString('en-US')} 行，请缩小范围后分次导出）` : '';
  return `由 ${who} 于 ${formatMoment(at)} 从群序导出，共 ${rows.toLocaleString('en-US')} 行${cut}。内部资料，注意保密。`;
}

async function makeFile(actor: Actor, list: Exportable, state: ListState): Promise<Result<ExportedFile>> {
  const wanted = { ...list, conditions: list.conditions(state) };
  const admitted = await admitExport(actor, wanted);
  if (!admitted.ok) return admitted;
  const at = now();
  const { data, rows } = await writeWorkbook({
    title: list.title,
    columns: list.columns,
    batches: batches(list, actor, state),
    footer: (count) => provenance(actor, at, count),
  });
  const recorded = await recordExport(actor, { ...wanted, rows });
  return recorded.ok
    ? { ok: true, value: { filename: `${list.title}_${officeDay(at)}.xlsx`, data } }
    : recorded;
}

/** The list of that name as a workbook, with the rows the same address shows on the screen, at most 10,000. */
export async function exportList(
  actor: Actor,
  name: string,
  params: SearchParams,
): Promise<Result<ExportedFile>> {
  const person = actor.personId;
  if (!person || actor.mustFirst) return refused('session', '登录已失效，请重新登录');
  const list = exportableList(name);
  if (!list) return refused('not_found', '没有这个列表');
  if (underWay.has(person)) return refused('limited', '上一次导出还在进行，请稍候');
  underWay.add(person);
  try {
    return await makeFile(actor, list, list.read(params));
  } finally {
    underWay.delete(person);
  }
}
