import { type Detector, detectorNames, type Hit, type Severity, severities } from './categories';

/** What is looked through of a notice. */
export interface NoticeText {
  title: string;
  body: string;
  fileNames: readonly string[];
}

export type NoticeField = 'title' | 'body' | 'file';

/** Something found in a notice. `start` and `end` count UTF-16 units of its field. */
export interface NoticeHit extends Hit {
  /**
   * Names what was found, not where: letters, digits and hyphens, fit for a form field and a column. The same thing has the same
   * key wherever it stands, however it is written, and whatever is edited around it; so one answer holds for all its places.
   */
  key: string;
  field: NoticeField;
  /** Which of the file names, from 0; 0 for the title and the body. */
  file: number;
  /** The stretch itself, as it is written there. */
  found: string;
  /** What it rests on, the category's own clause first. */
  clauses: string[];
}

/** The author's reasons, by the key of what they answer. */
export type Answers = Readonly<Record<string, string>>;

/** A hit that stays in the notice, as a revision keeps it and its reviewer is shown it. */
export interface AnsweredHit extends NoticeHit {
  /** The author's reason for leaving a warning; empty for hints. */
  answer: string;
}

/** What the hits of a notice come to with the author's answers. */
export interface NoticeVerdict {
  /** Everything that must be removed or covered, place by place. Nothing may be sent while there is any. */
  blocking: NoticeHit[];
  /** Warnings without a reason yet, each thing once. Nothing may be sent while there is any. */
  unanswered: NoticeHit[];
  /** Warnings and hints with the answers, in the order of the notice and as many as are shown: to be kept with the revision. */
  kept: AnsweredHit[];
}

/** What is looked through at once, in characters: longer texts go in pieces. */
export const longestText = 20_000;

/** A short reason is better than none, and a blank is none. */
export const shortestReason = 2;
export const longestReason = 200;

/** More than anybody reads, or a revision keeps. */
const mostShown = 300;

/** The first hit of every thing. */
function eachOnce<Found extends NoticeHit>(hits: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return hits.filter(({ key }) => !seen.has(key) && seen.add(key));
}

/** At most 300 of the hits, still in the order of the notice: the weightiest, and of these rather other things than more places. */
export function weightiest<Found extends NoticeHit>(hits: readonly Found[]): Found[] {
  if (hits.length <= mostShown) return [...hits];
  const ranked = severities.flatMap((severity) => {
    const alike = hits.filter((hit) => hit.severity === severity);
    return [...new Set([...eachOnce(alike), ...alike])];
  });
  const chosen = new Set(ranked.slice(0, mostShown));
  return hits.filter((hit) => chosen.has(hit));
}

/** What covering a notice's title and body takes away, and which numbers and addresses it leaves there: the kinds, each once. */
export function maskingOf(hits: readonly NoticeHit[]): { covered: string[]; left: string[] } {
  const kinds = (of: Severity): Detector[] => {
    const there = hits.filter(({ severity, field }) => severity === of && field !== 'file');
    return [...new Set(there.map(({ detector }) => detector))];
  };
  const covered = kinds('block').map((kind) => (kind === 'word' ? '禁用词语' : detectorNames[kind]));
  const left = kinds('warn').filter((kind) => kind !== 'word');
  return { covered, left: left.map((kind) => detectorNames[kind]) };
}

const answerTo = (answers: Answers, { key }: NoticeHit): string =>
  Object.hasOwn(answers, key) ? (answers[key] ?? '').trim() : '';

/** Judges the hits of a notice with the author's answers. `blocking` and `unanswered` empty: it may be submitted. */
export function judgeNotice(hits: readonly NoticeHit[], answers: Answers): NoticeVerdict {
  const warnings = eachOnce(hits.filter(({ severity }) => severity === 'warn'));
  const staying = hits.filter(({ severity }) => severity !== 'block');
  return {
    blocking: hits.filter(({ severity }) => severity === 'block'),
    unanswered: warnings.filter((hit) => answerTo(answers, hit).length < shortestReason),
    kept: weightiest(staying).map((hit) => ({
      ...hit,
      answer: hit.severity === 'warn' ? answerTo(answers, hit) : '',
    })),
  };
}

/** One thing with all its places. */
export interface NoticeThing<Found extends NoticeHit = NoticeHit> {
  /** The first of the places. */
  hit: Found;
  places: Found[];
}

/** Hits put together by what was found, the weightiest first and otherwise in the order of the notice. */
export function thingsOf<Found extends NoticeHit>(hits: readonly Found[]): NoticeThing<Found>[] {
  const things = new Map<string, NoticeThing<Found>>();
  for (const hit of severities.flatMap((severity) => hits.filter((one) => one.severity === severity))) {
    // One form of contact warns and another only hints.
    const name = `${hit.severity} ${hit.key}`;
    const known = things.get(name);
    if (known) known.places.push(hit);
    else things.set(name, { hit, places: [hit] });
  }
  return [...things.values()];
}

const placeNames: Readonly<Record<NoticeField, string>> = {
  title: '标题',
  body: '正文',
  file: '附件名称',
};

/** Where it stands, for people: `正文第 3 行`. */
export function placeOf({ field, file, start }: NoticeHit, { body }: Pick<NoticeText, 'body'>): string {
  if (field === 'file') return `${placeNames.file} ${file + 1}`;
  return field === 'title'
    ? placeNames.title
    : `${placeNames.body}第 ${body.slice(0, start).split('\n').length} 行`;
}

/**
 * What keeps a notice from being submitted, by the place where it is to be put right, as a sentence for the author; empty when
 * nothing does. `answers` stands for the reasons.
 */
export function problemsOf({
  blocking,
  unanswered,
}: NoticeVerdict): Partial<Record<NoticeField | 'answers', string>> {
  const problems: Partial<Record<NoticeField | 'answers', string>> = {};
  for (const field of ['title', 'body', 'file'] as const) {
    const count = blocking.filter((hit) => hit.field === field).length;
    const advice = field === 'file' ? '请改名后重新上传' : '请删去或遮盖后再提交';
    if (count) problems[field] = `${placeNames[field]}有 ${count} 处内容禁止发布，${advice}`;
  }
  if (unanswered.length) problems.answers = `有 ${unanswered.length} 项警示尚未说明理由，请逐项说明`;
  return problems;
}
