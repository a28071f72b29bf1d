import { ListToolbar } from '@/components/list/list-toolbar';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { type AuditRow, auditList } from '@/lib/audit/list';
import { defaultDays } from '@/lib/audit/queries';
import { matterNumber } from '@/lib/audit/rules';
import { type ListState, listHref, type Page } from '@/lib/core/paging';
import { PeriodForm } from './period-form';

const offered = ['area', 'outcome', 'code', 'role', 'type'].map((key) => ({
  key,
  label: auditList.filters[key]?.label ?? key,
  choices: auditList.filters[key]?.choices ?? [],
}));

/** Says that only one person or thing is shown, since no chip does. */
function Narrowed({ base, state, page }: { base: string; state: ListState; page: Page<AuditRow> }) {
  const { person, object, ...filters } = state.filters;
  const number = matterNumber(state.q);
  if (!(person || object || number)) return null;
  const [row] = page.rows;
  const who = person ? `操作人：${row?.actorName ?? '（没有记录）'}` : null;
  const what = object ? `对象：${row?.entityLabel ?? object[0]}（不限日期）` : null;
  const matter = number ? `${number} 及与它同一事项的申请、审核、办理单等记录（不限日期）` : null;
  return (
    <div className="mb-2">
      <Notice
        action={
          <PageLink
            href={listHref(base, { ...state, filters, q: number ? '' : state.q })}
            className="underline underline-offset-2"
          >
            查看全部
          </PageLink>
        }
      >
        只看 {[matter, who, what].filter(Boolean).join('，')}
      </Notice>
    </div>
  );
}

/** Search, filters, period and export of the audit trail. */
export function AuditFilters(props: { base: string; state: ListState; page: Page<AuditRow> }) {
  const { base, state, page } = props;
  const whole = Boolean(state.filters.object || matterNumber(state.q));
  return (
    <>
      <PeriodForm base={base} state={state} defaultDays={whole ? null : defaultDays} />
      <Narrowed {...props} />
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="条"
        search="搜姓名、对象、申请/信息/办理单编号"
        filters={offered}
        exportName={auditList.name}
      />
    </>
  );
}
