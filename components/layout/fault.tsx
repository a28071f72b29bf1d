'use client';

import { type ReactNode, useEffect } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { CalmMessage, CalmPage } from './calm-page';

type FaultProps = {
  error: unknown;
  retry: () => void;
  /** The shell is still around it. */
  inShell?: boolean;
};

const RETRY_MS = 10_000;

/** What a fault looks like: calm words, a number to read out, a way to go on; never what went wrong inside. */
export function Fault({ error, retry, inShell = false }: FaultProps) {
  const digest = digestOf(error);
  const away = digest === 'DATABASE_AWAY';
  useEffect(() => {
    if (!away) return;
    // The database usually comes back without anybody doing anything here.
    const timer = setInterval(retry, RETRY_MS);
    return () => clearInterval(timer);
  }, [away, retry]);

  const words = {
    title: away ? '数据库暂时连接不上' : '系统出了点问题',
    children: away ? <AwayWords /> : <FaultWords reference={digest} />,
    actions: (
      <>
        <Button kind="primary" onClick={retry}>
          重试
        </Button>
        {away ? null : <ButtonLink href="/">回到工作台</ButtonLink>}
      </>
    ),
  };
  if (!inShell) return <CalmPage {...words} />;
  return (
    <Panel>
      <CalmMessage {...words} />
    </Panel>
  );
}

function digestOf(error: unknown): string | undefined {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined;
  return typeof digest === 'string' ? digest : undefined;
}

function Panel({ children }: { children: ReactNode }) {
  return <div className="max-w-lg rounded-lg border border-base-300 bg-base-100 p-6">{children}</div>;
}

function AwayWords() {
  return <p>系统正在自动重试，恢复后会回到原来的页面，已经保存的内容不受影响。</p>;
}

function FaultWords({ reference }: { reference: string | undefined }) {
  return (
    <>
      <p>这一步没有完成，问题已经记录。请稍后重试；若仍不行，请把下面的编号告诉系统管理员。</p>
      {reference ? <p className="mt-2 text-base-content">编号 {reference}</p> : null}
    </>
  );
}
