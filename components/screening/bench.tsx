'use client';

import { useState } from 'react';
import { ActionForm } from '@/components/form/action-form';
import { TextArea } from '@/components/form/text-field';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { tryTextAction } from '@/lib/dictionaries/actions';
import { tryTextInput } from '@/lib/dictionaries/input';
import type { Tried } from '@/lib/dictionaries/rules';
import { type Severity, severities, severityNames } from '@/lib/screening/categories';
import { longestText } from '@/lib/screening/notice';
import { HitTable } from './hit-table';
import { MarkedText } from './marked-text';

const advice: Readonly<Record<Severity, string>> = {
  block: '须删去或遮盖后才能提交',
  warn: '提交时须说明理由',
  hint: '提醒注意，不影响提交',
};

function summary({ hits, more }: Tried): string {
  const parts = severities.flatMap((severity) => {
    const count = hits.filter((hit) => hit.severity === severity).length;
    return count ? `${severityNames[severity]} ${count} 处（${advice[severity]}）` : [];
  });
  return `${parts.join('，')}${more ? `；另有 ${more} 处未列出` : ''}`;
}

const nothingFound = '没有命中。词表和号码检查未发现问题，内容仍须人工把关';

function toneOf({ hits, masked }: Tried): 'error' | 'warning' | 'success' {
  if (masked !== null) return 'error';
  return hits.length ? 'warning' : 'success';
}

function Result({ tried }: { tried: Tried }) {
  const { text, hits } = tried;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div role="status">
        <Notice tone={toneOf(tried)}>{hits.length ? summary(tried) : nothingFound}</Notice>
      </div>
      {hits.length ? (
        <Card title="标出命中" hint={`按词库第 ${tried.version} 版`}>
          <div className="max-h-96 overflow-auto">
            <MarkedText text={text} hits={hits} />
          </div>
        </Card>
      ) : null}
      {tried.masked === null ? null : (
        <Card
          title="遮盖后的文字"
          hint="只遮盖“阻止”的内容"
          aside={<CopyButton text={tried.masked} label="复制" subject="遮盖后的文字" framed />}
        >
          <p className="max-h-96 overflow-auto whitespace-pre-wrap break-words leading-7">{tried.masked}</p>
        </Card>
      )}
    </div>
  );
}

/** Where the Office tries a text: what would be found in it, why, and what is left when it is masked. */
export function Bench() {
  const [tried, setTried] = useState<Tried>();
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="待筛文字" hint="文字不保存">
          <ActionForm
            schema={tryTextInput}
            defaults={{ text: '' }}
            action={tryTextAction}
            submit="筛查"
            onSuccess={setTried}
          >
            <TextArea
              name="text"
              label="粘贴文字"
              required
              rows={10}
              hint={`信息、聊天记录、文件名均可，一次最多 ${longestText.toLocaleString('en-US')} 个字`}
            />
          </ActionForm>
        </Card>
        {tried ? (
          <Result tried={tried} />
        ) : (
          <Notice>
            粘贴后点“筛查”。全角半角、繁体、形近字、夹在字间的空格和符号都能识别；身份证号码、银行卡号按校验位判断。
          </Notice>
        )}
      </div>
      {tried?.hits.length ? <HitTable text={tried.text} hits={tried.hits} /> : null}
    </div>
  );
}
