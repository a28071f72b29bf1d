import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { NextRequest } from '@/lib/groups/requests/queries/next';

/** Where the decision form was: the next request that waits for the reader, and the way back. */
export function NextRequestCard({ next }: { next: NextRequest | null }) {
  return (
    <Card title="已审核">
      <p className="mb-3">
        {next ? `下一件：${next.personName}申请加入「${next.groupName}」` : '没有待您审核的申请了。'}
      </p>
      <div className="flex flex-wrap gap-2">
        {next ? (
          <ButtonLink href={`/membership/${next.id}`} kind="primary">
            处理下一件
          </ButtonLink>
        ) : null}
        <ButtonLink href="/membership">返回列表</ButtonLink>
      </div>
    </Card>
  );
}
