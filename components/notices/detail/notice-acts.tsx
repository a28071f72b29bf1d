import { PublishingActs } from '@/components/notices/delivery/publishing-acts';
import { AuthorActions } from '@/components/notices/writing/author-actions';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { NoticeDetail } from '@/lib/notices/queries/detail';

/** What the reader can do now, in place; nothing at all when there is nothing. */
export function NoticeActs({ notice }: { notice: NoticeDetail }) {
  const { id, version, may, isAuthor, authorAway } = notice;
  const left = authorAway && !isAuthor;
  const writes = may.edit || may.reopen || may.withdraw || may.discard || may.copy || may.repeat;
  const publishes = may.publish || may.release || may.recall;
  if (!(writes || publishes || may.review)) return null;
  return (
    <Card title="我可以">
      <div className="flex flex-wrap items-start gap-2">
        {may.review ? (
          <ButtonLink kind="primary" href={`/review/${id}`}>
            去审核
          </ButtonLink>
        ) : null}
        {publishes ? <PublishingActs notice={{ id, version }} may={may} /> : null}
        {writes ? <AuthorActions id={id} version={version} may={may} left={left} /> : null}
      </div>
    </Card>
  );
}
