import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { Deadline } from '@/components/ui/deadline';
import { PageLink } from '@/components/ui/page-link';
import { useReady } from '@/components/ui/use-ready';
import { copiedText, kindsOfOrder } from '@/lib/groups/orders/kinds';
import type { GroupLine } from '@/lib/groups/orders/queries/by-group';
import { OrderDetails } from './order-details';
import { OrderOutcome } from './order-outcome';
import { PhoneNumber } from './phone-number';

interface OrderLineProps {
  line: GroupLine;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
}

/** What an order is called where it stands among others: a nickname, else a name, else the title of a notice, else its number. */
export const nameOf = ({
  nickname,
  personName,
  detail,
  number,
}: Pick<GroupLine, 'nickname' | 'personName' | 'detail' | 'number'>) =>
  nickname ?? personName ?? detail.title ?? number;

/** One person or thing to be dealt with in the chat: a box for done, what to copy, the number to find him by. */
export function OrderLine({ line, ticked, onTick }: OrderLineProps) {
  const ready = useReady();
  const name = nameOf(line);
  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      <input
        type="checkbox"
        checked={ticked}
        disabled={!ready}
        onChange={(event) => onTick(event.target.checked)}
        aria-label={`${name} 已办好`}
        className="checkbox checkbox-primary mt-1.5 size-5 shrink-0"
      />
      <div className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2">
          <PageLink href={`/orders/${line.id}`} className="font-medium text-base hover:text-link">
            {name}
          </PageLink>
          {line.urgent && line.kind === 'post' ? <Badge tone="error">突发</Badge> : null}
          {line.deadline.overdue ? (
            <span className="sm:hidden">
              <Badge tone="error">逾期</Badge>
            </span>
          ) : null}
        </span>
        {line.kind === 'add' ? (
          <div className="text-muted text-xs">
            {line.phoneMasked ? (
              <PhoneNumber orderId={line.id} masked={line.phoneMasked} mayReveal={line.may.reveal} />
            ) : (
              '未登记手机号'
            )}
          </div>
        ) : null}
        {name === line.detail.title ? null : <OrderDetails kind={line.kind} detail={line.detail} />}
        <OrderOutcome outcome={line.detail.outcome} copied={copiedText(line) !== null} />
        <span className="flex flex-wrap gap-x-3 text-muted text-xs">
          <span>
            {[line.number, line.assignedToName && `已转交${line.assignedToName}`].filter(Boolean).join(' · ')}
          </span>
          {line.deadline.overdue ? null : (
            <span className="sm:hidden">
              <Deadline dueAt={line.dueAt} {...line.deadline} />
            </span>
          )}
        </span>
      </div>
      <span className="max-sm:hidden">
        <Deadline dueAt={line.dueAt} {...line.deadline} />
      </span>
      <ToCopy line={line} name={name} />
    </li>
  );
}

/** What is pasted into the chat; of a group that is not the reader's own, a long text is copied where it stands. */
function ToCopy({ line, name }: { line: GroupLine; name: string }) {
  const { copy } = kindsOfOrder[line.kind];
  const text = copiedText(line);
  if (text) return <CopyButton text={text} subject={`${copy?.label ?? ''} ${name}`} />;
  if (copy?.from !== 'text') return null;
  return (
    <PageLink href={`/orders/${line.id}`} className="shrink-0 whitespace-nowrap text-link hover:underline">
      打开后复制
    </PageLink>
  );
}
