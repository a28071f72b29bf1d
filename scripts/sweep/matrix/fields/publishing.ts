import type { Input } from './input';

/** Sending notices out and taking them back. */
export const publishingInputs: Readonly<Record<string, Input>> = {
  publishNoticeAction: { by: 'ga', fields: { id: 'id>N', version: 'version' } },
  releaseNoticeAction: { by: 'o1', fields: { id: 'id>N', version: 'version', reason: 'words' } },
  recallNoticeAction: { by: 'o1', fields: { id: 'id>N', version: 'version', reason: 'words' } },
};
