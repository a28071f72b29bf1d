import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import type { TrailStatus } from '@/lib/proof/queries';

const figure = (count: number): string => (count >= 1_000 ? '1,000+' : String(count));

/** How far the trail is sealed, with the seal to be kept elsewhere. */
export function SealCard({ status }: { status: TrailStatus }) {
  const { head, pending, pendingSince, removal } = status;
  return (
    <Card title="封存" hint="每分钟把新记录封存成段，段段相连" aside={head ? <HeadLink /> : null}>
      <DefinitionList
        items={[
          {
            term: '最近封存',
            value: head ? (
              <>
                第 {head.number} 段，{head.records} 条，
                <DateTime at={head.sealedAt} />
              </>
            ) : (
              '还没有'
            ),
          },
          {
            term: '待封存',
            value: (
              <>
                {figure(pending)} 条
                {pendingSince ? (
                  <>
                    ，最早 <DateTime at={pendingSince} />
                  </>
                ) : null}
              </>
            ),
          },
          ...(head
            ? [
                {
                  term: '封存印记',
                  wide: true,
                  value: (
                    <>
                      <code className="break-all text-xs">{head.hash}</code>{' '}
                      <CopyButton text={`${head.number} ${head.hash}`} subject="封存印记" />
                    </>
                  ),
                },
              ]
            : []),
          ...(removal
            ? [
                {
                  term: '到期清理',
                  wide: true,
                  value: (
                    <>
                      第 {removal.through} 段及以前的记录已满 {removal.keepMonths} 个月，
                      <DateTime at={removal.at} show="date" /> 清理
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      <p className="mt-3 text-muted text-xs">
        请不时下载封存印记，存到别处或打印存档。此后若有人改写审计日志，用它可以查出来。
      </p>
    </Card>
  );
}

function HeadLink() {
  return (
    <a href="/api/audit/head" download className="text-link hover:underline">
      下载封存印记
    </a>
  );
}
