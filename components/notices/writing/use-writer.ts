'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { v4 as uuid } from 'uuid';
import { runAction } from '@/components/form/run-action';
import { useScreening } from '@/components/screening/use-screening';
import { notify } from '@/components/ui/notify';
import type { Refusal } from '@/lib/core/errors';
import {
  brokenFields,
  type CheckedNotice,
  foundIn,
  type Problems,
  type RuleCheck,
  ruleChecks,
  thingsToMend,
} from '@/lib/notices/rules/checks';
import { majorSuggestion } from '@/lib/notices/rules/importance';
import { submitNoticeAction } from '@/lib/notices/writing/actions';
import type { FormStart, FormTerms } from '@/lib/notices/writing/queries/form';
import { judgeNotice, type NoticeVerdict, problemsOf } from '@/lib/screening/notice';
import { useDraft } from './use-draft';
import { inputOf, useNoticeForm } from './use-notice-form';
import { useOutlook } from './use-outlook';

/** The moment that a field holds in office time. */
const momentOf = (local: string): Date | null => (local ? new Date(`${local.slice(0, 16)}:00+08:00`) : null);

function checked(form: FormStart, verdict: NoticeVerdict): CheckedNotice {
  return {
    ...form,
    fileNames: form.files.map(({ name }) => name),
    groups: form.groups.length,
    suggestion: majorSuggestion(form),
    receiptDueAt: momentOf(form.receiptDue),
    plannedAt: momentOf(form.planned),
    found: foundIn(verdict),
  };
}

/** Who reviews it, as the server knows of this author, where the rules know only the usual. */
function withRoute(checks: RuleCheck[], { unitId, major }: FormStart, { units }: FormTerms): RuleCheck[] {
  const route = units.find(({ id }) => id === unitId)?.route;
  return checks.map((check) =>
    route && check.field === 'major' && check.ok === 'met'
      ? { ...check, text: major ? route.major : route.ordinary }
      : check,
  );
}

/** Sent, it is issued: nobody else has to answer for it. */
const issuesAtOnce = ({ unitId, major }: FormStart, { units }: FormTerms): boolean =>
  !major && units.find(({ id }) => id === unitId)?.route.issues === true;

/** What the server says of a clause takes the place of what the form says, unless the form finds it broken. */
function withOutlook(checks: RuleCheck[], known: readonly RuleCheck[]): RuleCheck[] {
  const held = (clause: string) => checks.some((check) => check.clause === clause && check.ok === 'broken');
  const told = known.filter(({ clause }) => !held(clause));
  return [...checks.filter(({ clause }) => !told.some((check) => check.clause === clause)), ...told];
}

/** Everything about writing a notice but how it looks: the form, its keeping, its checks, and 提交审核. */
export function useWriter(start: FormStart, terms: FormTerms) {
  const router = useRouter();
  const busy = useRef(false);
  const state = useNoticeForm(start, terms, busy);
  const { form } = state;
  const input = inputOf(form);
  const draft = useDraft(input);
  const text = { title: form.title, body: form.body, fileNames: form.files.map(({ name }) => name) };
  const screening = useScreening(text);
  const verdict = judgeNotice(screening.findings?.hits ?? [], form.answers);
  const outlook = useOutlook(input);
  const rules = ruleChecks(checked(form, verdict), terms, new Date(terms.now));
  const checks = withOutlook(withRoute(rules, form, terms), outlook.checks);
  const broken = brokenFields(checks, problemsOf(verdict));
  const [attempts, setAttempts] = useState(0);
  const [answer, setAnswer] = useState<{ refusal: Refusal; of: string }>();
  const [pending, setPending] = useState(false);
  const [submissionId] = useState(() => uuid());
  const root = useRef<HTMLDivElement>(null);
  const content = JSON.stringify(input);
  // What the server said of the form holds until something is changed.
  const refusal = answer?.of === content ? answer.refusal : undefined;
  const problems: Problems = attempts ? { ...refusal?.fields, ...broken } : {};

  useEffect(() => {
    if (attempts) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  async function submit(): Promise<void> {
    if (busy.current) return;
    setAnswer(undefined);
    if (Object.keys(broken).length) return setAttempts((count) => count + 1);
    busy.current = true;
    setPending(true);
    // A keeping under way would make the form look older than what is kept.
    await draft.save();
    draft.stop();
    const outcome = await runAction(submitNoticeAction, { ...input, seen: draft.seen(), submissionId });
    if (outcome.ok) {
      notify(
        'success',
        outcome.value.approved
          ? `已签发，编号 ${outcome.value.number}`
          : `已提交审核，编号 ${outcome.value.number}`,
      );
      router.push(`/notices/${outcome.value.id}`);
      return;
    }
    busy.current = false;
    setPending(false);
    draft.goOn();
    setAnswer({ refusal: outcome.refusal, of: content });
    setAttempts((count) => count + 1);
  }
  /** Two windows: what this one holds becomes a draft of its own. */
  function detach(): void {
    draft.detach();
    setAnswer(undefined);
    state.change({ id: uuid(), seen: '' });
  }
  return {
    ...{ state, draft, screening, text, checks, problems, refusal, pending, root },
    people: outlook.people,
    issues: issuesAtOnce(state.form, terms),
    toMend: thingsToMend(checks),
    attempted: attempts > 0,
    submit,
    detach,
  };
}

export type Writer = ReturnType<typeof useWriter>;
