'use client';

import { useEffect } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { CalmPage } from './calm-page';

type FaultProps = { error: unknown; retry: () => void };

const RETRY_MS = 10_000;

function digestOf(error: unknown): string | undefined {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined;
  return typeof digest === 'string' ? digest : undefined;
}

/** What a fault looks like: calm words, a number to read out, a way to go on; never what went wrong inside. */
export function Fault({ error, retry }: FaultProps) {
  const digest = digestOf(error);
  if (digest === 'DATABASE_AWAY') return <DatabaseIsAway retry={retry} />;
  return (
    <CalmPage
      title="系统出了点问题"
      actions={
        <>
          <Button kind="primary" onClick={retry}>
            重试
          </Button>
          <ButtonLink href="/">回到工作台</ButtonLink>
        </>
      }
    >
      <p>刚才的操作没有完成，问题已经记录。请稍后重试；若仍不行，请把下面的编号告诉系统管理员。</p>
      {digest ? <p className="mt-2 text-base-content">编号 {digest}</p> : null}
    </CalmPage>
  );
}

/** Tries again by itself: the database usually comes back without anybody doing anything here. */
function DatabaseIsAway({ retry }: Pick<FaultProps, 'retry'>) {
  useEffect(() => {
    const timer = setInterval(retry, RETRY_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <CalmPage
      title="数据库暂时连接不上"
      actions={
        <Button kind="primary" onClick={retry}>
          重试
        </Button>
      }
    >
      <p>系统正在自动重试，恢复后会回到原来的页面，已经保存的内容不受影响。</p>
    </CalmPage>
  );
}
