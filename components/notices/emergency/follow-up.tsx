import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { Deadline } from '@/components/ui/deadline';
import { Notice } from '@/components/ui/notice';
import { Timeline, type TimelineItem } from '@/components/ui/timeline';
import type { EmergencyState, FollowUpEntry } from '@/lib/notices/emergency/queries/follow-up';
import { FollowUpForm } from './follow-up-form';
import { Phones } from './phones';

/** An emergency's part of its page: by when the next entry is due, the form for it, everything reported so far, whom to call. */
export function EmergencyFollowUp({ state }: { state: EmergencyState }) {
  const { id, entries, recalled, groups, may, copy } = state;
  const others = groups.some(({ administrators }) => administrators.length);
  return (
    <>
      <Card id="emergency" title="续报" hint="制度 3.1.3" aside={<Standing state={state} />}>
        <div className="flex flex-col gap-4">
          <PostedBefore state={state} />
          {may.followUp ? <FollowUpForm id={id} /> : null}
          <Entries entries={entries} recalled={recalled} />
        </div>
      </Card>
      {groups.length ? (
        <Card
          title="群管理员"
          hint={others ? '紧急时可电话请其在群里发布' : undefined}
          aside={copy ? <CopyButton text={copy} label="复制全文" subject="信息全文" framed /> : null}
        >
          <Phones id={id} groups={groups} />
        </Card>
      ) : null}
    </>
  );
}

/** What has been reported so far, for whoever reviews it afterwards. */
export function EmergencyReports({ state }: { state: EmergencyState }) {
  return (
    <Card title="续报" hint="制度 3.1.3" aside={<Standing state={state} />}>
      <div className="flex flex-col gap-4">
        <PostedBefore state={state} />
        <Entries entries={state.entries} recalled={state.recalled} />
      </div>
    </Card>
  );
}

type Reported = Pick<EmergencyState, 'entries' | 'recalled'>;

function Entries({ entries, recalled }: Reported) {
  if (!entries.length) return <p className="text-muted">还没有续报</p>;
  return <Timeline items={entries.map((entry) => itemOf(entry, recalled))} />;
}

function Standing({ state: { due, closedAt } }: { state: EmergencyState }) {
  if (closedAt) return <Badge tone="success">已处置完毕</Badge>;
  if (!due) return null;
  return (
    <span>
      下次续报 <Deadline dueAt={due.at} text={due.deadline.text} overdue={due.deadline.overdue} />
    </span>
  );
}

function PostedBefore({ state: { postedBeforeAt, lateReason } }: { state: EmergencyState }) {
  if (!postedBeforeAt) return null;
  return (
    <Notice tone={lateReason ? 'warning' : 'info'} title={lateReason ? '逾期补登' : '补登'}>
      已于 <DateTime at={postedBeforeAt} /> 先在群里发布{lateReason ? `；逾期原因：${lateReason}` : ''}
    </Notice>
  );
}

function itemOf({ id, text, closes, at, byName, copy }: FollowUpEntry, recalled: boolean): TimelineItem {
  return {
    key: id,
    at,
    detail: byName,
    tone: closes ? 'done' : 'current',
    title: (
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{closes ? '处置结果' : '续报'}</span>
        {copy ? <CopyButton text={copy} subject={`${byName}的续报`} /> : null}
      </span>
    ),
    note: recalled ? <del>{text}</del> : text,
  };
}
