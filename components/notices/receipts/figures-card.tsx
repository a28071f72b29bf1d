import { ButtonLink, TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { shareText } from '@/lib/groups/figures/rules';
import type { ReceiptFigures } from '@/lib/notices/receipts/queries/figures';
import { unreachedText } from '@/lib/notices/receipts/rules';
import { ChaseButton } from './chase-button';
import { ChaseMissing } from './chase-missing';

interface FiguresCardProps {
  noticeId: string;
  figures: ReceiptFigures;
  /** Nobody has to answer any more. */
  recalled: boolean;
}

const listHref = (noticeId: string, filter = '') => `/notices/${noticeId}/receipts${filter}`;

/** 已读与回执: how many have read, acknowledged and are missing, by unit; and what can be done about those missing. */
export function FiguresCard({ noticeId, figures, recalled }: FiguresCardProps) {
  const { total, units, wanted, may } = figures;
  const done = wanted === 'acknowledge' ? total.acknowledged : total.read;
  return (
    <Card
      id="receipts"
      title="已读与回执"
      hint={`${done} / ${total.total} 人（不含起草人），${shareText(done, total.total)}`}
      aside={<TextLink href={listHref(noticeId)}>逐人查看</TextLink>}
      padded={false}
    >
      <table className="w-full">
        <caption className="sr-only">各单位已读与回执</caption>
        <thead>
          <tr className="border-base-300 border-b text-muted text-xs">
            <th scope="col" className="px-4 py-2 text-left font-normal">
              单位
            </th>
            <Figure head>应收</Figure>
            <Figure head>已读</Figure>
            {wanted === 'acknowledge' ? <Figure head>已知悉</Figure> : null}
            <Figure head>未完成</Figure>
          </tr>
        </thead>
        <tbody className="divide-y divide-base-300">
          {units.map((unit) => (
            <tr key={unit.unitId}>
              <th scope="row" className="px-4 py-1.5 text-left font-normal">
                <div className="flex min-h-9 flex-wrap items-center gap-x-2 [&>a]:py-1">
                  <TextLink href={listHref(noticeId, `?unit=${unit.unitId}`)}>{unit.unitName}</TextLink>
                  {unit.may.chase && units.length > 1 ? (
                    <ChaseButton noticeId={noticeId} unitId={unit.unitId} people={unit.askable} />
                  ) : null}
                </div>
              </th>
              <Figure>{unit.total}</Figure>
              <Figure>{unit.read}</Figure>
              {wanted === 'acknowledge' ? <Figure>{unit.acknowledged}</Figure> : null}
              <Figure bad={unit.missing > 0 && !recalled}>{unit.missing}</Figure>
            </tr>
          ))}
        </tbody>
      </table>
      {may.chaseAll || may.collect ? (
        <div className="no-print flex flex-wrap items-start gap-2 border-base-300 border-t px-4 py-3">
          <ChaseMissing noticeId={noticeId} figures={figures} />
          {may.collect ? <ButtonLink href={listHref(noticeId, '#collect')}>登记群内回执</ButtonLink> : null}
          {may.chaseAll ? (
            <span className="self-center text-muted text-xs">{chasesLeftText(figures)}</span>
          ) : null}
          {total.unreached && !recalled ? (
            <span className="self-center text-muted text-xs">{unreachedText(total.unreached)}</span>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

function chasesLeftText({ chasesLeft, toChase }: ReceiptFigures): string {
  if (!chasesLeft) return '今天的催办次数已用完';
  return toChase ? `今天还可催办 ${chasesLeft} 次` : '未完成的人员今天都已催办';
}

function Figure({ head, bad, children }: { head?: boolean; bad?: boolean; children: string | number }) {
  if (head)
    return (
      <th
        scope="col"
        className="w-16 px-2 py-2 text-right font-normal last:pr-4 last:w-18 max-md:w-12 max-md:px-1"
      >
        {children}
      </th>
    );
  return (
    <td className={`px-2 py-2 text-right tabular-nums last:pr-4 max-md:px-1 ${bad ? 'text-error-ink' : ''}`}>
      {children}
    </td>
  );
}
