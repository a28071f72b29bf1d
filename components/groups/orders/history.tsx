import { Card } from '@/components/ui/card';
import { Timeline } from '@/components/ui/timeline';
import type { HistoryEvent } from '@/lib/groups/orders/queries/history';

const bad = /\.(reject|fail|withdraw|terminate|cancel)$/;

/** Everything that happened, latest first, with who, in which role, and under which clause. */
export function History({ events }: { events: readonly HistoryEvent[] }) {
  return (
    <Card title="办理记录">
      <Timeline
        items={events.toReversed().map(({ id, at, action, title, by, role, clause, reason }) => ({
          key: String(id),
          title: `${by} ${title}`,
          at,
          detail: [role, clause && `制度 ${clause}`].filter(Boolean).join(' · '),
          note: reason,
          tone: bad.test(action) ? 'bad' : 'done',
        }))}
      />
    </Card>
  );
}
