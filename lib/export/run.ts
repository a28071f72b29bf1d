import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { Refusal, Result } from '@/lib/core/errors';
import type { ListState, SearchParams } from '@/lib/core/paging';
import { formatMoment, officeDay } from '@/lib/core/time';
import { isPeriod, periodNames, periodOf } from '@/lib/groups/figures/rules';
import { closingWords } from '@/lib/sheets/closing';
import type { Cell } from './cells';
import { admitExport, recordExport } from './commands';
import { namesOf } from './queries';
import { type Exportable, exportableList, type Narrowing } from './registry';
import { writeWorkbook } from './workbook';

const batchSize = 500;
const mostRows = 10_000;
/** Letters of the subject in a file's name. */
const mostOfSubject = 30;

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

/** `本月（2026-11-01 至 2026-11-30）`: on paper nobody knows which month that was. */
function periodText(period: string, at: Date): string {
  if (!isPeriod(period)) return period;
  const { from, to } = periodOf(period, at);
  return `${periodNames[period]}（${officeDay(from)} 至 ${officeDay(new Date(to.getTime() - 1))}）`;
}

/** What a list is narrowed by, in words; of an id the person may not know the name of, that he may not: the sheet is narrowed all the same. */
async function wordsOf(actor: Actor, { key, values, words }: Narrowing, at: Date): Promise<string[]> {
  if (key === 'period') return values.map((value) => periodText(value, at));
  const names = words ?? (await namesOf(actor, key, values));
  return names.length < values.length ? [...names, '（无权查看）'] : names;
}

/** What the sheet is of: its subject, when it has one, and how it was narrowed, in words that still hold when it is read on paper. */
async function described(actor: Actor, list: Exportable, state: ListState, at: Date) {
  const said = await Promise.all(
    list.narrowings(state).map(async (narrowing) => {
      const { key, label } = narrowing;
      return { key, label, names: await wordsOf(actor, narrowing, at) };
    }),
  );
  const subject = said.find(({ key }) => key === list.subject)?.names.join('、') ?? null;
  const conditions = said
    .filter(({ key }) => key !== list.subject)
    .map(({ label, names }) => `${label}：${names.join('、')}`);
  return { subject, conditions: state.q ? [...conditions, `搜索：${state.q}`] : conditions };
}

function closingLine({ counted }: Exportable, by: string, rows: number): string {
  const cut =
    rows >= mostRows ? `（最多导出 ${mostRows.toLocaleString('en-US')} 条，请缩小范围后分次导出）` : '';
  const total = counted ? `共 ${rows.toLocaleString('en-US')} ${counted}${cut}。` : '';
  return `${total}由 ${by} ${closingWords}`;
}

async function makeFile(actor: Actor, list: Exportable, state: ListState): Promise<Result<ExportedFile>> {
  const admitted = await admitExport(actor, list);
  if (!admitted.ok) return admitted;
  const at = now();
  const { subject, conditions } = await described(actor, list, state, at);
  const who = actor.unitName ? `${actor.unitName} ${actor.name}` : actor.name;
  const { data, rows } = await writeWorkbook({
    name: list.title,
    title: subject ? `${list.title}：${subject}` : list.title,
    about: conditions.length ? conditions.join('；') : '未作筛选，为导出人可以查看的全部',
    columns: list.columns,
    batches: batches(list, actor, state),
    closing: (count) => closingLine(list, `${who} 于 ${formatMoment(at)}`, count),
    by: `${who} ${formatMoment(at)} 导出`,
  });
  const kept = subject ? [subject, ...conditions] : conditions;
  const recorded = await recordExport(actor, { ...list, conditions: kept, rows });
  if (!recorded.ok) return recorded;
  const stem = subject ? `${list.title}_${subject.slice(0, mostOfSubject)}` : list.title;
  return { ok: true, value: { filename: `${stem}_${officeDay(at)}.xlsx`, data } };
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
