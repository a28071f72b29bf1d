import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Plain } from '@/components/ui/plain';

export const metadata: Metadata = { title: '找不到' };

/** Also what somebody sees who may not see the thing: the two look alike on purpose. Every page brings it along, as text. */
export default function NotFoundInShell() {
  return (
    <>
      <PageHeader title="找不到" />
      <Plain as="div">
        <Card>
          <EmptyState
            title="没有这项内容，或者您没有查看它的权限"
            hint="如果您认为应当能看到，请联系系统管理员核对您的角色。"
            action={
              <ButtonLink href="/" kind="primary">
                回到工作台
              </ButtonLink>
            }
          />
        </Card>
      </Plain>
    </>
  );
}
