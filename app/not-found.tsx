import type { Metadata } from 'next';
import { CalmPage } from '@/components/layout/calm-page';
import { ButtonLink } from '@/components/ui/button';
import { Plain } from '@/components/ui/plain';

export const metadata: Metadata = { title: '没有这个页面' };

/** Every page brings it along, as text. */
export default function NotFoundPage() {
  return (
    <Plain as="div">
      <CalmPage
        title="没有这个页面"
        actions={
          <ButtonLink href="/" kind="primary">
            回到工作台
          </ButtonLink>
        }
      >
        <p>地址可能写错了，或者页面已经不在。</p>
      </CalmPage>
    </Plain>
  );
}
