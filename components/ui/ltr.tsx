import type { ReactNode } from 'react'

/** Codes, phone numbers and addresses of pages: read from their own first character, whatever stands around them. */
export function Ltr({ children, code = false }: { children: ReactNode; code?: boolean }) {
  return (
    <bdi dir="ltr" className={code ? 'font-mono tracking-wider' : undefined}>
      {children}
    </bdi>
  )
}
