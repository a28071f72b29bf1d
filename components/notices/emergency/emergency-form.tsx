'use client';

import { useFormContext } from 'react-hook-form';
import { ActionForm } from '@/components/form/action-form';
import { Select } from '@/components/form/choice-fields';
import { TextArea, TextField } from '@/components/form/text-field';
import { MaskButton } from '@/components/screening/mask-button';
import { useScreening } from '@/components/screening/use-screening';
import { Notice } from '@/components/ui/notice';
import { publishFirstAction } from '@/lib/notices/emergency/actions';
import { emergencyInput } from '@/lib/notices/emergency/input';
import type { EmergencyGroup, EmergencyForm as Offered } from '@/lib/notices/emergency/queries/form';
import { letterCount } from '@/lib/notices/rules/title';
import { detectorNames } from '@/lib/screening/categories';
import { type NoticeHit, thingsOf } from '@/lib/screening/notice';
import { GroupTicks } from './group-ticks';
import { PostedBefore } from './posted-before';

/** An emergency in as few taps as it can be: words, groups, out. */
export function EmergencyForm({ offered }: { offered: Offered }) {
  const { units, groups, letters, recordDays } = offered;
  const [only, second] = groups;
  return (
    <ActionForm
      schema={emergencyInput}
      defaults={{
        unitId: units[0]?.id ?? '',
        title: '',
        body: '',
        groupIds: only && !second ? [only.id] : [],
        posted: false,
        postedAt: '',
        lateReason: '',
      }}
      action={publishFirstAction}
      submit="发布"
      success="已发布"
      next={({ id }) => `/notices/${id}#emergency`}
    >
      <Title letters={letters} />
      <TextArea
        name="body"
        label="正文"
        required
        rows={5}
        placeholder="何时、何地、发生了什么，已采取什么措施，请大家做什么"
      />
      <Findings />
      <GroupTicks groups={groups} />
      {units.length > 1 ? (
        <Select
          name="unitId"
          label="发布单位"
          choices={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <PostedBefore days={recordDays} />
      <Reach groups={groups} />
    </ActionForm>
  );
}

function Title({ letters: { usual, most } }: { letters: Offered['letters'] }) {
  const { watch } = useFormContext<{ title: string }>();
  const count = letterCount(watch('title').trim());
  return (
    <TextField
      name="title"
      label="标题"
      required
      hint={`${count} 字，一般不超过 ${usual} 字，最多 ${most} 字`}
    />
  );
}

/** What the screening found, said while it is written: what may not go out, then what only warns. */
function Findings() {
  const { watch, setValue } = useFormContext<{ title: string; body: string }>();
  const { findings, current } = useScreening({ title: watch('title'), body: watch('body'), fileNames: [] });
  if (!findings) return null;
  const { hits, masked } = findings;
  return (
    <>
      {masked ? (
        <Blocking
          hits={hits}
          ready={current}
          onMask={() => {
            setValue('title', masked.title);
            setValue('body', masked.body);
          }}
        />
      ) : null}
      <Warnings hits={hits} />
    </>
  );
}

type BlockingProps = { hits: readonly NoticeHit[]; ready: boolean; onMask: () => void };

/** What may not go out; one tap covers it. */
function Blocking({ hits, ready, onMask }: BlockingProps) {
  const blocking = hits.filter(({ severity }) => severity === 'block');
  const kinds = [...new Set(blocking.map(({ explanation }) => explanation))].join('；');
  return (
    <Notice tone="error" title={`有 ${blocking.length} 处内容禁止发布`} live>
      <p>{kinds}</p>
      <MaskButton hits={hits} size="small" disabled={!ready} onMask={onMask} />
    </Notice>
  );
}

/** What ordinary notices need a reason for: an emergency goes out with it, and its reviewer is shown it. */
function Warnings({ hits }: { hits: readonly NoticeHit[] }) {
  const warnings = thingsOf(hits).filter(({ hit }) => hit.severity === 'warn');
  if (!warnings.length) return null;
  return (
    <Notice tone="warning" title={`有 ${warnings.length} 项警示，不影响发布，补审时列出`} live>
      <ul>
        {warnings.map(({ hit: { key, detector, found } }) => (
          <li key={key} className="break-all">
            {detectorNames[detector]}：{found}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the button is about to do. */
function Reach({ groups }: { groups: readonly EmergencyGroup[] }) {
  const { watch } = useFormContext<{ groupIds: string[]; posted: boolean }>();
  const chosen = groups.filter(({ id }) => watch('groupIds').includes(id));
  const [posted, people] = [watch('posted'), chosen.reduce((sum, group) => sum + group.people, 0)];
  const where = chosen.length ? ` ${chosen.length} 个群 ${people} 人次` : '所选的群';
  return (
    <p role="status" className="text-muted text-xs">
      {posted ? `登记后${where}可在平台查看` : `发布后立即通知${where}`}
      ；事后由负责人补审，处置完毕前须按时续报
    </p>
  );
}
