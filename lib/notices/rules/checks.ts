import type { ReceiptWanted, ReleaseWhen } from '@/db/schema/notices';
import { type NoticeVerdict, type problemsOf, thingsOf } from '@/lib/screening/notice';
import { missingNames, repeatedNames } from './attachments';
import { letterCount, type TitleTerms, titleProblem, titleState } from './title';

/** So many groups one notice goes to at most. */
export const mostGroups = 300;

/** What the rules are asked about: a working copy while it is written, or a revision under review. */
export interface CheckedNotice {
  title: string;
  titleReason: string;
  body: string;
  fileNames: readonly string[];
  /** How many groups it goes to. */
  groups: number;
  major: boolean;
  /** Why it looks like a major matter; null when it does not. */
  suggestion: string | null;
  receiptWanted: ReceiptWanted;
  receiptDueAt: Date | null;
  releaseWhen: ReleaseWhen;
  plannedAt: Date | null;
  found: Found;
}

/** What the screening found: places that block; warnings without a reason and with one, and hints, each thing once. */
export interface Found {
  blocking: number;
  unanswered: number;
  answered: number;
  hints: number;
}

/** What a verdict comes to for the rules. */
export function foundIn({ blocking, unanswered, kept }: NoticeVerdict): Found {
  const things = thingsOf(kept);
  const warnings = things.filter(({ hit }) => hit.severity === 'warn').length;
  return {
    blocking: blocking.length,
    unanswered: unanswered.length,
    answered: warnings - unanswered.length,
    hints: things.length - warnings,
  };
}

/** The field of the form where it is put right. */
export type CheckedField =
  | 'title'
  | 'titleReason'
  | 'body'
  | 'fileIds'
  | 'groupIds'
  | 'major'
  | 'receiptDue'
  | 'planned'
  | 'answers';

/** One rule of the regulation: met, met with something to be known, or broken: then nothing is submitted. */
export interface RuleCheck {
  clause: string;
  ok: 'met' | 'warn' | 'broken';
  text: string;
  field: CheckedField;
  /** How many things are to be put right, when there are several. */
  things?: number;
}

/** How many things are to be put right before it can be submitted: five blanks are five, though they break one rule. */
export const thingsToMend = (checks: readonly RuleCheck[]): number =>
  checks.reduce((sum, { ok, things = 1 }) => (ok === 'broken' ? sum + things : sum), 0);

/** What templates leave to be filled in: 〔待填：时间〕. */
const blanks = /〔待填[^〕\n]*〕/g;
export const blanksOf = (text: string): string[] => text.match(blanks) ?? [];

type Place = Pick<RuleCheck, 'clause' | 'field'>;

const rule = (place: Place, ok: RuleCheck['ok'], text: string): RuleCheck => ({ ...place, ok, text });

/** A rule that so many things break. */
const brokenBy = (things: number, place: Place, text: string): RuleCheck => ({
  ...rule(place, 'broken', text),
  things,
});

function titleCheck({ title, titleReason }: CheckedNotice, terms: TitleTerms): RuleCheck {
  const problem = titleProblem(title, titleReason, terms);
  if (problem) return rule({ clause: '3.2.1', field: problem.field }, 'broken', problem.message);
  const [count, usual] = [letterCount(title.trim()), terms['notices.title_letters']];
  return titleState(title, terms) === 'long'
    ? rule({ clause: '3.2.1', field: 'title' }, 'warn', `标题 ${count} 字，超过 ${usual} 字，已说明理由`)
    : rule({ clause: '3.2.1', field: 'title' }, 'met', `标题 ${count} 字，不超过 ${usual} 字`);
}

function bodyCheck({ title, body }: CheckedNotice): RuleCheck {
  if (!body.trim()) return rule({ clause: '3.2.2', field: 'body' }, 'broken', '请填写正文');
  const left = blanksOf(`${title}\n${body}`);
  if (left.length)
    return brokenBy(
      left.length,
      { clause: '3.2.2', field: 'body' },
      `还有 ${left.length} 处待填内容，如${left[0]}，请填写或删去`,
    );
  return rule({ clause: '3.2.2', field: 'body' }, 'met', '正文已填写');
}

function filesCheck({ body, fileNames }: CheckedNotice): RuleCheck {
  const repeated = repeatedNames(fileNames);
  if (repeated.length)
    return brokenBy(
      repeated.length,
      { clause: '3.2.2', field: 'fileIds' },
      `附件重名：${repeated.join('、')}，请改名后重新上传`,
    );
  const missing = missingNames(body, fileNames);
  if (missing.length)
    return brokenBy(
      missing.length,
      { clause: '3.2.2', field: 'fileIds' },
      `正文未写明附件：${missing.join('、')}`,
    );
  if (!fileNames.length && /^附件\s*[:：\d]/m.test(body))
    return rule({ clause: '3.2.2', field: 'fileIds' }, 'warn', '正文写有附件，但没有上传附件');
  return rule(
    { clause: '3.2.2', field: 'fileIds' },
    'met',
    fileNames.length ? '附件名称均已在正文写明' : '没有附件',
  );
}

const screened = { clause: '1.3.3', field: 'answers' } as const;

/** A machine finds what it has been told to look for: that nothing was found is no judgement on the content. */
function screeningCheck({ found: { blocking, unanswered, answered, hints } }: CheckedNotice): RuleCheck {
  if (blocking) return brokenBy(blocking + unanswered, screened, `${blocking} 处内容禁止发布，请删去或遮盖`);
  if (unanswered) return brokenBy(unanswered, screened, `${unanswered} 项警示尚未说明理由`);
  if (answered) return rule(screened, 'warn', `${answered} 项警示，已说明理由`);
  const outcome = hints ? `有 ${hints} 项提示` : '未发现问题';
  return rule(screened, 'met', `词表和号码检查${outcome}，内容仍须人工把关`);
}

function majorCheck({ major, suggestion }: CheckedNotice): RuleCheck {
  if (major) return rule({ clause: '3.4.1', field: 'major' }, 'met', '重要事项，由单位负责人和分管领导审核');
  return suggestion
    ? rule({ clause: '3.4.1', field: 'major' }, 'warn', `可能属于${suggestion}，请确认是否为重要事项`)
    : rule({ clause: '3.4.2', field: 'major' }, 'met', '一般信息，由单位负责人审核');
}

function receiptCheck(notice: CheckedNotice, at: Date): RuleCheck {
  const { major, receiptWanted, receiptDueAt, plannedAt, releaseWhen } = notice;
  if (receiptWanted === 'read')
    return major
      ? rule({ clause: '2.2.2b', field: 'receiptDue' }, 'broken', '重要事项须要求回执，并填写截止时间')
      : rule({ clause: '2.2.2b', field: 'receiptDue' }, 'met', '只统计已读');
  if (!receiptDueAt) return rule({ clause: '2.2.2b', field: 'receiptDue' }, 'broken', '请填写回执截止时间');
  const begins = releaseWhen === 'planned' && plannedAt && plannedAt > at ? plannedAt : at;
  if (receiptDueAt <= begins)
    return rule({ clause: '2.2.2b', field: 'receiptDue' }, 'broken', '回执截止时间须晚于现在和计划发布时间');
  return rule({ clause: '2.2.2b', field: 'receiptDue' }, 'met', '要求回执，已填截止时间');
}

function plannedCheck({ releaseWhen, plannedAt }: CheckedNotice, at: Date): RuleCheck {
  if (releaseWhen === 'by_hand')
    return rule({ clause: '3.3.2', field: 'planned' }, 'met', '审核通过后由本人发布');
  if (releaseWhen === 'approved')
    return rule({ clause: '3.3.2', field: 'planned' }, 'met', '审核通过后在发布时段内发出');
  if (!plannedAt) return rule({ clause: '3.3.2', field: 'planned' }, 'broken', '请填写计划发布时间');
  return plannedAt <= at
    ? rule({ clause: '3.3.2', field: 'planned' }, 'broken', '计划发布时间须晚于现在')
    : rule({ clause: '3.3.2', field: 'planned' }, 'met', '按计划时间发布，时段外的顺延');
}

/**
 * What the regulation asks of a notice, rule by rule, with its clause: shown while it is written, held when it is submitted, and shown to
 * whoever reviews it (`at` is then the time of submission).
 */
export function ruleChecks(notice: CheckedNotice, terms: TitleTerms, at: Date): RuleCheck[] {
  const { groups } = notice;
  return [
    groups
      ? rule({ clause: '3.1.1', field: 'groupIds' }, 'met', `已选 ${groups} 个目标群`)
      : rule({ clause: '3.1.1', field: 'groupIds' }, 'broken', '请选择目标群'),
    titleCheck(notice, terms),
    bodyCheck(notice),
    filesCheck(notice),
    screeningCheck(notice),
    majorCheck(notice),
    receiptCheck(notice, at),
    plannedCheck(notice, at),
    rule({ clause: '3.2.3', field: 'body' }, 'met', '署名和时间由系统填写'),
  ];
}

/** What is wrong, by the field where it is put right. */
export type Problems = Partial<Record<CheckedField | 'unitId', string>>;

const placeOf = { title: 'title', body: 'body', file: 'fileIds', answers: 'answers' } as const;

/** The first broken rule of every field; of what the screening found, each at its place. */
export function brokenFields(checks: readonly RuleCheck[], found: ReturnType<typeof problemsOf>): Problems {
  const problems: Problems = {};
  for (const { ok, field, text } of checks) if (ok === 'broken') problems[field] ??= text;
  for (const place of ['title', 'body', 'file', 'answers'] as const)
    if (found[place]) problems[placeOf[place]] = found[place];
  return problems;
}
