import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import type { BatchSummary } from '@/lib/groups/joining/queries/batch';
import { submitterOf } from '@/lib/groups/requests/rules';
import { joinWorkflow } from '@/lib/groups/requests/states';

/** Who asked for how many, why, and how far it is. */
export function BatchFacts({ summary }: { summary: BatchSummary }) {
  const { people, groups, submittedAt, dueAt, reason, byStatus } = summary;
  const counts = Object.entries(byStatus).map(
    ([status, count]) => `${joinWorkflow.states[status as keyof typeof byStatus].label} ${count} 件`,
  );
  return (
    <Card className="mb-4">
      <DefinitionList
        items={[
          { term: '内容', value: `${people} 人，${groups} 个群` },
          { term: '进度', value: counts.join('，') },
          { term: '提交人', value: submitterOf(summary) },
          { term: '提交时间', value: <DateTime at={submittedAt} /> },
          { term: '申请事由', value: reason },
          { term: '审核时限', value: <DateTime at={dueAt} /> },
        ]}
      />
    </Card>
  );
}
