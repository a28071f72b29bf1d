import { formatMoment } from '@/lib/core/time';

/** What the verifier may find wrong, and what it then says. */
export type Finding =
  | { kind: 'changed' | 'deleted'; record: number; block: number }
  /** Records of a block and their seals were changed together; which of them cannot be told any more. */
  | { kind: 'block_content'; record: number | null; last: number | null; block: number }
  /** Records went together with their seals: `record` is the first id that is not there. */
  | { kind: 'records_missing'; record: number | null; block: number; missing: number }
  | { kind: 'back_dated' | 'post_dated'; record: number; block: number; at: Date; sealedAt: Date }
  | { kind: 'no_time'; record: number; block: number }
  /** In the trail without a seal, though everything of its time was sealed. */
  | { kind: 'slipped_in'; record: number; block: null }
  | {
      kind: 'block_changed' | 'block_missing' | 'block_unlinked' | 'block_forged';
      record: number | null;
      block: number;
    }
  | { kind: 'block_foreign'; record: number | null; block: number }
  | { kind: 'seal_added' | 'seal_missing' | 'seal_changed'; record: number; block: number }
  | { kind: 'removal_forged' | 'removal_foreign'; record: null; block: number }
  | { kind: 'cut_off'; record: number | null; block: number; place: string }
  | { kind: 'rewritten'; record: number | null; block: number; place: string }
  | { kind: 'unguarded'; record: null; block: null; guards: string[] };

const record = (id: number | null): string => (id === null ? '' : `第 ${id} 号记录`);
const block = (number: number): string => `第 ${number} 个封存段`;
const from = (id: number | null): string => (id === null ? '' : `（自第 ${id} 号记录起）`);

type Of<Kind, Member = Finding> = Member extends { kind: infer Kinds }
  ? Kind extends Kinds
    ? Member
    : never
  : never;
type Told<Kind> = (finding: Of<Kind>) => string;

const sentences: { [Kind in Finding['kind']]: Told<Kind> } = {
  changed: (f) => `${record(f.record)}的内容在封存后被改动（${block(f.block)}）`,
  deleted: (f) => `${record(f.record)}在封存后被删除（${block(f.block)}）`,
  block_content: (f) =>
    f.record === null
      ? `${block(f.block)}的记录与封存时不符`
      : `${block(f.block)}（第 ${f.record} 号至第 ${f.last} 号记录）中，有记录连同其封存值一起被改动`,
  records_missing: (f) =>
    `${block(f.block)}少了 ${f.missing} 条记录，连同其封存值一起被删除${f.record === null ? '' : `（最先缺号处：第 ${f.record} 号）`}`,
  back_dated: (f) =>
    `${record(f.record)}的时间（${formatMoment(f.at)}）早于此前的封存，是事后补写的，或当时服务器时间有误`,
  post_dated: (f) =>
    `${record(f.record)}的时间（${formatMoment(f.at)}）晚于封存时刻（${formatMoment(f.sealedAt)}），是伪造的，或当时服务器时间有误`,
  no_time: (f) => `${record(f.record)}的时间不是有效的日期`,
  slipped_in: (f) => `${record(f.record)}没有封存，而同期记录早已封存，是绕过系统补写的`,
  block_changed: (f) => `${block(f.block)}的封存信息被改动${from(f.record)}`,
  block_missing: (f) => `${block(f.block)}被删除${from(f.record)}`,
  block_unlinked: (f) => `${block(f.block)}与前一段衔接不上，其中一段被替换${from(f.record)}`,
  block_forged: (f) => `${block(f.block)}的签章不是本系统所签，此段起是伪造的${from(f.record)}`,
  block_foreign: (f) =>
    `${block(f.block)}的签章由另一个密钥所签，无法核对${from(f.record)}；如刚更换过密钥，请把原密钥一并提供后再核对`,
  seal_added: (f) => `${record(f.record)}被加进了${block(f.block)}的封存清单`,
  seal_missing: (f) => `${record(f.record)}从${block(f.block)}的封存清单中被删去`,
  seal_changed: (f) => `${record(f.record)}在${block(f.block)}中的封存值被改动，记录本身未变`,
  removal_forged: (f) => `到${block(f.block)}为止的到期清理不是本系统所做，其中的记录是被删除的`,
  removal_foreign: (f) =>
    `到${block(f.block)}为止的到期清理由另一个密钥签章，无法核对；如刚更换过密钥，请把原密钥一并提供后再核对`,
  cut_off: (f) => `${f.place}留存的封存印记到${block(f.block)}，审计日志此后的部分${from(f.record)}被截去`,
  rewritten: (f) =>
    `${block(f.block)}与${f.place}留存的封存印记不符，审计日志在此之前被整体改写${from(f.record)}`,
  unguarded: (f) => `数据库中保护审计日志的触发器缺少或被停用：${f.guards.join('、')}`,
};

/** A finding as one Chinese sentence without its full stop. */
export function findingText(finding: Finding): string {
  const sentence = sentences[finding.kind] as (finding: Finding) => string;
  return sentence(finding);
}
