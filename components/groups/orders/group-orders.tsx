'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Deadline } from '@/components/ui/deadline';
import { PageLink } from '@/components/ui/page-link';
import { summaryOf } from '@/lib/groups/orders/kinds';
import type { GroupLine, GroupOfOrders } from '@/lib/groups/orders/queries/by-group';
import { platformNames } from '@/lib/groups/rules';
import { FailForm } from './fail-form';
import { KindSection } from './kind-section';
import { nameOf } from './order-line';
import { type Handler, ReassignForm } from './reassign-form';
import { ReceiptForm } from './receipt-form';

interface GroupOrdersProps {
  group: GroupOfOrders;
  /** Who of the Office may stand in; empty for whoever may not hand anything on. */
  office: Handler[];
  /** How large a screenshot may be. */
  megabytes: number;
}

/** What is open in one chat group; that of somebody else's group opens only when one stands in for him. */
export function GroupOrders({ group, office, megabytes }: GroupOrdersProps) {
  const [standingIn, setStandingIn] = useState(false);
  const open = group.mine || standingIn;
  return (
    <Card
      title={group.groupName}
      hint={`${platformNames[group.platform]}群`}
      aside={
        <span className="flex items-center gap-2">
          {group.overdue && group.total > 1 ? <Badge tone="error">{`逾期 ${group.overdue} 件`}</Badge> : null}
          <Deadline dueAt={group.dueAt} {...group.deadline} />
        </span>
      }
      padded={false}
    >
      <div
        className={`flex flex-wrap items-center gap-x-3 gap-y-2 border-base-300 border-b px-4 py-2.5 ${group.mine && !group.may.reassign ? 'hidden' : ''}`}
      >
        {open ? null : (
          <p>
            <span className="font-medium text-base">{summaryOf(group.counts)}</span>
            <span className="ml-2 text-muted">{whomOf(group)}</span>
          </p>
        )}
        <p className="text-muted text-xs max-sm:w-full">{whoseOf(group)}</p>
        <span className="ml-auto flex flex-wrap items-center gap-2 max-sm:ml-0">
          {group.may.reassign ? (
            <ReassignForm groupId={group.groupId} administrators={group.administrators} office={office} />
          ) : null}
          {!open && group.may.handle ? (
            <Button kind="quiet" size="small" onClick={() => setStandingIn(true)}>
              代为办理
            </Button>
          ) : null}
        </span>
      </div>
      {open ? <Work group={group} megabytes={megabytes} /> : null}
    </Card>
  );
}

const mostNamed = 3;

/** Whom it is about, so that one who was searched for is seen without opening. */
function whomOf({ lines, total }: GroupOfOrders): string {
  const names = lines.slice(0, mostNamed).map(nameOf).join('、');
  return total > mostNamed ? `${names}等` : names;
}

function whoseOf({ administrators, lines }: GroupOfOrders): string {
  const names = administrators.map(({ name }) => name).join('、') || '暂无，由街道办公室办理';
  const others = [...new Set(lines.flatMap(({ assignedToName }) => assignedToName ?? []))];
  return `群管理员：${names}${others.length ? ` · 已转交${others.join('、')}` : ''}`;
}

/** What is to be done within minutes stands above the rest. */
function urgentFirst(counts: GroupOfOrders['counts'], lines: readonly GroupLine[]): GroupOfOrders['counts'] {
  const isUrgent = ({ kind }: { kind: GroupLine['kind'] }) =>
    lines.some((line) => line.urgent && line.kind === kind);
  return counts.toSorted((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)));
}

/** Tick who has been dealt with in the chat, write one receipt. Of several nobody is ticked: a receipt must not come by itself. */
function Work({ group, megabytes }: { group: GroupOfOrders; megabytes: number }) {
  const { lines, counts, total, groupId } = group;
  const [ticked, setTicked] = useState<readonly string[]>(
    lines.length === 1 ? lines.map(({ id }) => id) : [],
  );
  const chosen = lines.filter(({ id }) => ticked.includes(id));
  const tick = (ids: readonly string[], on: boolean) =>
    setTicked((before) => [...before.filter((id) => !ids.includes(id)), ...(on ? ids : [])]);
  return (
    <div data-paste-area>
      {urgentFirst(counts, lines).map(({ kind }) => (
        <KindSection
          key={kind}
          kind={kind}
          lines={lines.filter((line) => line.kind === kind)}
          ticked={ticked}
          onTick={tick}
        />
      ))}
      {total > lines.length ? (
        <p className="border-base-300 border-t px-4 py-2.5 text-muted">
          还有 {total - lines.length} 件，
          <PageLink href={`/orders?sort=due&group=${groupId}`} className="text-link underline">
            只看本群
          </PageLink>
          ，办完这些后也会继续列出
        </p>
      ) : null}
      <div className="flex flex-col gap-3 border-base-300 border-t p-4">
        {chosen.length ? (
          <ReceiptForm orders={chosen} megabytes={megabytes} counted onDone={() => setTicked([])} />
        ) : (
          <Button size="wide" disabled>
            请先勾选已办好的
          </Button>
        )}
        <FailForm orders={lines.map((line) => ({ ...identity(line), name: nameOf(line) }))} />
      </div>
    </div>
  );
}

const identity = ({ id, version, kind }: GroupLine) => ({ id, version, kind });
