import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { LinkFollower } from '@/components/layout/link-follower';
import { ToastHost } from '@/components/ui/toast-host';
import './globals.css';

export const metadata: Metadata = {
  title: { default: '群序', template: '%s · 群序' },
  description: '街道工作群治理平台',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#1b2028' },
  ],
};

/**
 * Reading a cookie keeps every page dynamic, which the nonce in the content security policy needs:
 * a page rendered ahead of time has none.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const textSize = (await cookies()).get('qunxu_text')?.value === 'large' ? 'large' : 'normal';
  return (
    <html lang="zh-CN" data-text={textSize}>
      <body>
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-base-100 focus:px-3 focus:py-2 focus:text-link"
        >
          跳到正文
        </a>
        {children}
        <ToastHost />
        <LinkFollower />
      </body>
    </html>
  );
}
