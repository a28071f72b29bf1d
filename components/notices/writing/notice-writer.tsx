'use client';

import { useRef } from 'react';
import { ScreeningPanel } from '@/components/screening/screening-panel';
import { Card } from '@/components/ui/card';
import type { FormStart, FormTerms } from '@/lib/notices/writing/queries/form';
import type { TargetGroup } from '@/lib/notices/writing/queries/groups';
import type { Answers, NoticeHit } from '@/lib/screening/notice';
import { BodyPart } from './body-part';
import { CheckList } from './check-list';
import { Discard } from './discard';
import { FilesPart } from './files-part';
import { KindPart } from './kind-part';
import { ReleasePart } from './release-part';
import { SendPart } from './send-part';
import { TargetsPart } from './targets-part';
import { TitlePart } from './title-part';
import { useWriter, type Writer } from './use-writer';

type NoticeWriterProps = {
  start: FormStart;
  terms: FormTerms;
  /** The groups of the author's last notice. */
  last: readonly TargetGroup[];
  staysMajor: boolean;
  /** What was submitted once is withdrawn, not done away with. */
  isSubmittedOnce?: boolean;
};

/** 新建信息: written, checked and kept as it is written, and submitted for review. */
export function NoticeWriter(props: NoticeWriterProps) {
  const { start, terms, last, staysMajor, isSubmittedOnce = false } = props;
  const writer = useWriter(start, terms);
  const title = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const { state, problems, draft } = writer;

  function show({ field, start: from, end }: NoticeHit): void {
    const box = field === 'title' ? title.current : body.current;
    box?.focus();
    box?.setSelectionRange(from, end);
  }
  return (
    <div ref={writer.root} className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Card>
        <div className="flex flex-col gap-4">
          <KindPart state={state} terms={terms} staysMajor={staysMajor} problems={problems} />
          <TargetsPart state={state} last={last} people={writer.people} problems={problems} />
          <TitlePart state={state} terms={terms} problems={problems} box={title} />
          <BodyPart state={state} problems={problems} box={body} />
          <FilesPart state={state} problems={problems} />
          <ReleasePart state={state} terms={terms} problems={problems} />
          <div className="flex flex-wrap items-center gap-2">
            <Signed terms={terms} unitId={state.form.unitId} />
            {draft.seen() && !isSubmittedOnce ? <Discard id={state.form.id} writer={writer} /> : null}
          </div>
          <SendPart writer={writer} id={state.form.id} />
        </div>
      </Card>
      <div className="flex min-w-0 flex-col gap-4">
        <Found writer={writer} onShow={show} />
        <Card title="规则核对">
          <CheckList checks={writer.checks} calm={!writer.attempted} screening={!writer.screening.current} />
        </Card>
      </div>
    </div>
  );
}

/** 署名 (3.2.3): filled in by the product, shown so that nobody types it. */
function Signed({ terms, unitId }: { terms: FormTerms; unitId: string }) {
  const unit = terms.units.find(({ id }) => id === unitId)?.name ?? '';
  return (
    <p className="text-muted">
      署名：{unit}，起草人 {terms.author}；发布时间由系统填写
    </p>
  );
}

function Found({ writer, onShow }: { writer: Writer; onShow: (hit: NoticeHit) => void }) {
  const { state, screening, text, problems } = writer;
  return (
    <Card title="内容筛查" hint="制度 1.3.3、5.1">
      <ScreeningPanel
        screening={screening}
        text={text}
        answers={state.form.answers}
        onAnswer={(answers: Answers) => state.change({ answers: { ...answers } })}
        onMask={(masked) => state.change(masked)}
        onShow={onShow}
        problem={problems.answers}
      />
    </Card>
  );
}
