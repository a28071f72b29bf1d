'use client';

import { type ReactNode, useState } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { BeginForm } from './begin-form';
import { FactorActs } from './factor-acts';
import { RecoverySlip } from './recovery-slip';
import { ScanForm } from './scan-form';

export type FactorShown = {
  username: string;
  /** Since when, in words; null as long as there is none. */
  since: string | null;
  codesLeft: number;
  required: boolean;
  /** The secret to type, while one is offered. */
  secret: string | null;
};

type FactorPanelProps = {
  factor: FactorShown;
  /** The secret to scan, while one is offered. */
  picture: ReactNode;
  /** On the way in: where to go on when there is one. */
  next?: string;
};

/**
 * One's second factor from beginning to end. It stays where it is while the page around it is read again, since the recovery
 * codes it has just been given are shown once and are nowhere else.
 */
export function FactorPanel({ factor, picture, next }: FactorPanelProps) {
  const [codes, setCodes] = useState<string[]>();
  if (codes)
    return (
      <RecoverySlip username={factor.username} codes={codes} next={next} onDone={() => setCodes(undefined)} />
    );
  if (factor.secret) return <ScanForm picture={picture} secret={factor.secret} onEnrolled={setCodes} />;
  if (!factor.since) return <BeginForm />;
  if (next)
    return (
      <ButtonLink kind="primary" href={next}>
        动态口令已启用，继续
      </ButtonLink>
    );
  const { since, codesLeft, required } = factor;
  return <FactorActs {...{ since, codesLeft, required }} onCodes={setCodes} />;
}
