/** Why a notice is sent back or refused, to be ticked; supervision counts them by code. */
export const returnReasons = {
  facts: '内容与事实不符',
  figures: '时间、数据有误',
  title: '标题不规范',
  wording: '用语不规范',
  attachment: '附件缺漏或与正文不符',
  targets: '目标群不当',
  secret: '含不宜公开的信息',
  duplicate: '与已发布的信息重复',
} as const;
export type ReturnReason = keyof typeof returnReasons;

/** The opinion as it is kept and told: ticked reasons, then what was written. */
export function opinionText(reasons: readonly ReturnReason[], opinion: string): string {
  const ticked = reasons.map((reason) => returnReasons[reason]).join('；');
  return [ticked, opinion].filter(Boolean).join('。');
}

/** What a reviewer answers for, in the order of the form. */
export const attestations = {
  truth: { label: '真实性', hint: '内容属实' },
  accuracy: { label: '准确性', hint: '时间、数据无误' },
  conformity: { label: '规范性', hint: '格式、用语规范' },
} as const;
export type Attestation = keyof typeof attestations;
export const attestationNames = Object.keys(attestations) as Attestation[];
