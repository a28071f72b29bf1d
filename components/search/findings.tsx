import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageLink } from '@/components/ui/page-link';
import type { Finding } from '@/lib/search/queries';
import { piecesOf } from '@/lib/search/rules';

/** A text with what was looked for marked. */
function Marked({ text, q }: { text: string; q: string }) {
  return piecesOf(text, q).map(({ text: piece, hit }, index) =>
    hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name, and never move
      <mark key={index} className="rounded-sm bg-warning-soft font-medium text-base-content">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}

/** What was found of `q`, a card per kind. */
export function Findings({ findings, q }: { findings: readonly Finding[]; q: string }) {
  return (
    <div className="flex flex-col gap-4">
      {findings.map((finding) => (
        <Card
          key={finding.kind}
          title={finding.label}
          hint={`${finding.total}${finding.totalIsExact ? '' : '+'} 项`}
          aside={
            finding.total > finding.hits.length ? (
              <TextLink href={finding.more}>全部{finding.label}</TextLink>
            ) : null
          }
          padded={false}
        >
          <ul data-rows>
            {finding.hits.map((hit) => (
              <li
                key={hit.id}
                data-row
                className="cursor-pointer border-base-300 border-b px-4 py-2.5 last:border-b-0 hover:bg-soft"
              >
                <PageLink href={hit.href} data-row-link className="hover:text-link">
                  {hit.mark ? <Badge tone="error">{hit.mark}</Badge> : null}{' '}
                  {hit.struck ? <s>{hit.title}</s> : <Marked text={hit.title} q={q} />}
                </PageLink>
                {hit.excerpt ? (
                  <p className="break-words text-sm">
                    <Marked text={hit.excerpt} q={q} />
                  </p>
                ) : null}
                <p className="text-muted text-xs">{hit.detail}</p>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
