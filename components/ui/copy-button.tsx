'use client'

import { useEffect, useState } from 'react'
import { buttonClass } from './button.tsx'
import { ClientIcon } from './client-icon.tsx'

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Old WebViews and pages without https have no clipboard, but still obey the old command.
    const area = document.createElement('textarea')
    area.value = text
    area.setAttribute('readonly', '')
    area.className = 'sr-only'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}

/** Copies `text`. Without JavaScript it keeps its place but is not there for anyone. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [ready, setReady] = useState(false)
  const [said, setSaid] = useState('')

  useEffect(() => setReady(true), [])

  return (
    <span className={ready ? 'inline-flex' : 'invisible inline-flex'}>
      <button
        type="button"
        className={buttonClass('quiet')}
        onClick={async () => setSaid((await copy(text)) ? 'کپی شد' : 'کپی نشد؛ کد را نگه دارید و انتخاب کنید')}
      >
        <ClientIcon name={said === 'کپی شد' ? 'check' : 'copy'} />
        {label}
      </button>
      <span role="status" className={said && said !== 'کپی شد' ? 'ms-2 self-center text-sm' : 'sr-only'}>
        {said}
      </span>
    </span>
  )
}
