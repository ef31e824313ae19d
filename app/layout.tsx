import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { FontPreload } from '#components/fonts/font-preload.tsx'
import './globals.css'

export const metadata: Metadata = {
  description: 'هماهنگی ارسال کالا از داخل چت',
  referrer: 'same-origin',
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, address: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#152022' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered per request: a page made at build time would lack the nonce that its scripts need.
  await connection()
  return (
    <html lang="fa" dir="rtl">
      <head>
        <FontPreload />
      </head>
      <body>{children}</body>
    </html>
  )
}
