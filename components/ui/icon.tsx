import sprite from './icons.svg';

/** The shapes in icons.svg, which icon.test.ts makes of lucide's. */
export type IconName =
  | 'alert'
  | 'audit'
  | 'back'
  | 'bell'
  | 'board'
  | 'book'
  | 'building'
  | 'calendar'
  | 'chart'
  | 'chat'
  | 'chats'
  | 'check'
  | 'close'
  | 'delegate'
  | 'done'
  | 'down'
  | 'grid'
  | 'history'
  | 'inactive'
  | 'inbox'
  | 'info'
  | 'inspect'
  | 'jobs'
  | 'leave'
  | 'list'
  | 'menu'
  | 'open'
  | 'orders'
  | 'people'
  | 'publish'
  | 'report'
  | 'requests'
  | 'scale'
  | 'search'
  | 'settings'
  | 'shield'
  | 'stamp'
  | 'up'
  | 'user'
  | 'warning'
  | 'wrench';

const { src }: { src: string } = sprite;

/** A decorative icon by name. One element whose shape the browser keeps, not a drawing in every answer. */
export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  return (
    <svg aria-hidden className={`icon ${className}`}>
      <use href={`${src}#${name}`} />
    </svg>
  );
}
