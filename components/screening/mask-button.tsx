import { Button, type ButtonSize } from '@/components/ui/button';
import { maskingOf, type NoticeHit } from '@/lib/screening/notice';

interface MaskButtonProps {
  hits: readonly NoticeHit[];
  disabled: boolean;
  onMask: () => void;
  size?: ButtonSize;
}

/** 一键遮盖, with what it covers and what it leaves to the author. */
export function MaskButton({ hits, disabled, onMask, size = 'normal' }: MaskButtonProps) {
  const { covered, left } = maskingOf(hits);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button size={size} onClick={onMask} disabled={disabled}>
        一键遮盖
      </Button>
      <span>
        只遮盖{covered.join('、')}
        {left.length ? `；${left.join('、')}不遮盖，不必写明的请删去` : ''}
      </span>
    </div>
  );
}
