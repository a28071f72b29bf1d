import { sha256 } from '@/lib/core/crypto';
import { type Approvable, approvedText } from '../rules/fingerprint';

/** 内容指纹: SHA-256, hexadecimal, of everything approval binds to. */
export const fingerprint = (content: Approvable): string => sha256(approvedText(content));
