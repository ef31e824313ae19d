'use client'

import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'

/** Opens the browser's own window for printing. Without scripts its menu does. */
export function PrintButton() {
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!isReady) return <noscript>برای چاپ، در فهرست مرورگر «چاپ» را بزنید.</noscript>
  return <Button onClick={() => window.print()}>چاپ</Button>
}
