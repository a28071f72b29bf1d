import { formatMoment } from '@/lib/core/time';
import type { MyFactor } from '@/lib/identity/factors/queries';
import { FactorPanel } from './factor-panel';
import { QrCode } from './qr-code';

type MyFactorPanelProps = { factor: MyFactor; next?: string };

/** The actor's second factor, with the picture to scan drawn on the server. */
export function MyFactorPanel({ factor, next }: MyFactorPanelProps) {
  const { username, enrolledAt, recoveryCodesLeft, required, offer } = factor;
  return (
    <FactorPanel
      factor={{
        username,
        since: enrolledAt ? formatMoment(enrolledAt) : null,
        codesLeft: recoveryCodesLeft,
        required,
        secret: offer?.secret ?? null,
      }}
      picture={offer ? <QrCode text={offer.address} label="用身份验证器扫描的二维码" /> : null}
      next={next}
    />
  );
}
