import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { FormGroup } from '@/lib/groups/joining/queries/form';
import { groupsAsked, type JoinRow, type KnownPerson, type RowCheck } from '@/lib/groups/joining/rules/rows';

type RowVerdictProps = {
  row: JoinRow;
  check: RowCheck | undefined;
  groups: readonly FormGroup[];
  onChange: (part: Partial<JoinRow>) => void;
};

/** What a row comes to: what is wrong with it, or who it is and which groups he can be asked into. */
export function RowVerdict({ row, check, groups, onChange }: RowVerdictProps) {
  if (!check) return <p className="text-muted">正在核对…</p>;
  if (check.state === 'wrong' || check.state === 'unsure')
    return <Trouble row={row} check={check} onChange={onChange} />;
  return (
    <div className="flex flex-col gap-1">
      <p>
        {check.state === 'new' ? (
          <Badge tone="info">新增人员，随申请登记</Badge>
        ) : (
          <Badge tone="success">已登记人员</Badge>
        )}
        {row.affiliated && check.state === 'new' ? <Badge>外部人员</Badge> : null}
        <span className="ml-2 text-muted">群昵称 {check.nickname}</span>
      </p>
      {check.otherPhone && check.person ? <OtherPhone written={row.phone} person={check.person} /> : null}
      <GroupNotes check={check} groups={groups} />
    </div>
  );
}

/** The list has another phone of his: which one counts, and who corrects it. */
function OtherPhone({ written, person }: { written: string; person: KnownPerson }) {
  return (
    <p className="text-warning-ink">
      名单上的手机号是 {written}，{person.phoneMasked ? `登记的是 ${person.phoneMasked}` : '登记中没有手机号'}
      ；按登记的办理，登记不会改动。登记有误的，请街道办公室在
      <a href={`/admin/people/${person.id}`} target="_blank" rel="noreferrer" className="text-link underline">
        人员登记
      </a>
      中更正。
    </p>
  );
}

/** One line for all groups he can be asked into, and one for each of which there is something to say. */
function GroupNotes({ check, groups }: { check: RowCheck; groups: readonly FormGroup[] }) {
  if (!groups.length) return <p className="text-muted">请选择工作群</p>;
  const asked = groupsAsked(
    check,
    groups.map(({ id }) => id),
  ).length;
  const nameOf = (groupId: string) => groups.find(({ id }) => id === groupId)?.name;
  const known = check.notes.filter(({ groupId }) => nameOf(groupId));
  const members = known.filter(({ is }) => is === 'member').map(({ groupId }) => groupId);
  const notes = known.filter(({ is }) => is !== 'member');
  return (
    <>
      <p>{asked ? `可申请 ${asked} 个群` : '没有需要申请的群'}</p>
      {members.length ? <p className="text-muted">{members.map(nameOf).join('、')}：已在群中</p> : null}
      {notes.map(({ groupId, is, message, requestId }) => (
        <p key={groupId} className={is === 'free' ? 'text-warning-ink' : 'text-muted'}>
          {nameOf(groupId)}：{message}
          {requestId ? (
            <a
              href={`/membership/${requestId}`}
              target="_blank"
              rel="noreferrer"
              className="ml-1 text-link underline"
            >
              查看
            </a>
          ) : null}
        </p>
      ))}
    </>
  );
}

const described = ({ name, unitName, duty, phoneMasked }: KnownPerson): string =>
  `${name}（${[unitName, duty, phoneMasked].filter(Boolean).join(' ')}）`;

/** What keeps a row from being sent, with the persons on file it may be about. */
function Trouble({
  row,
  check,
  onChange,
}: {
  row: JoinRow;
  check: RowCheck;
  onChange: (part: Partial<JoinRow>) => void;
}) {
  const unsure = check.state === 'unsure';
  return (
    <div className="flex flex-col items-start gap-1.5">
      {check.problems.map(({ field, message }) => (
        <p key={field + message} className={unsure ? 'text-warning-ink' : 'text-error-ink'}>
          {message}
        </p>
      ))}
      <div className="flex flex-wrap gap-1.5 empty:hidden">
        {check.candidates.map((person) => (
          <Button
            key={person.id}
            size="small"
            onClick={() => onChange({ personId: person.id, name: person.name, unit: '', fault: '' })}
          >
            {unsure ? '是' : '改为'}
            {described(person)}
          </Button>
        ))}
        {check.problems.flatMap(({ units = [] }) =>
          units.map((unit) => (
            <Button key={unit} size="small" onClick={() => onChange({ unit })}>
              改为{unit}
            </Button>
          )),
        )}
        {check.mayBeNew && !row.distinct ? (
          <Button size="small" onClick={() => onChange({ distinct: true })}>
            不是，确为新人员
          </Button>
        ) : null}
      </div>
    </div>
  );
}
