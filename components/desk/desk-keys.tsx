'use client'

import { useEffect, useRef, useState } from 'react'
import { buttonClass } from '#components/ui/button.tsx'

/** Where this browser remembers that somebody wants no keys. */
const offKey = 'peyk.desk.keys.off'

/** A browser may let nothing be kept: then they are on. */
function isWanted(): boolean {
  try {
    return localStorage.getItem(offKey) === null
  } catch {
    return true
  }
}

function remember(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(offKey)
    else localStorage.setItem(offKey, '1')
  } catch {
    // For this page alone.
  }
}

/** By the place of the key, which is the same on a Persian keyboard; `?` and `/` by what they write, too. */
function keyOf({ code, key, shiftKey }: KeyboardEvent): string | null {
  if (key === '?' || key === '؟') return '?'
  if (key === '/' || (code === 'Slash' && !shiftKey)) return '/'
  const letters: Record<string, string> = { KeyJ: 'j', KeyK: 'k', KeyX: 'x', KeyA: 'a', KeyP: 'p', Escape: 'Escape' }
  return shiftKey ? null : (letters[code] ?? null)
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null

const find = (selector: string) => document.querySelector<HTMLElement>(selector)
const rows = () => Array.from(document.querySelectorAll<HTMLElement>('.queue-table tbody tr'))

/** Moves to another row: its link takes the focus, so that Enter opens it. */
function step(by: 1 | -1) {
  const all = rows()
  const here = all.findIndex((row) => row.contains(document.activeElement))
  const next = all[here === -1 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)]
  next?.querySelector<HTMLElement>('th a')?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

const acts: Record<string, () => void> = {
  '/': () => find('[data-key="/"]')?.focus(),
  j: () => step(1),
  k: () => step(-1),
  x: () => document.activeElement?.closest('tr')?.querySelector<HTMLElement>('input[name="chosen"]')?.click(),
  a: () => find('select[name="courier"]')?.focus(),
  p: () => find('select[name="paper"]')?.focus(),
  Escape: () => find('[data-key="Escape"]')?.click(),
}

const list = [
  ['/', 'جست‌وجو'],
  ['j و k', 'سطر بعد و قبل'],
  ['x', 'انتخاب سطر'],
  ['a', 'انتخاب مأمور پیک'],
  ['p', 'انتخاب برگهٔ چاپ'],
  ['Enter', 'باز کردن سطر'],
  ['Esc', 'رها کردن خانه، یا بازگشت'],
  ['?', 'این فهرست'],
] as const

/** Keys of the desk. None works while something is typed, nor beside Ctrl, Alt and Meta, and all may be turned off. */
export function DeskKeys() {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOn, setOn] = useState(true)

  useEffect(() => setOn(isWanted()), [])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const key = keyOf(event)
      if (key === null || dialog.current?.open) return
      if (isTyping(event.target)) {
        if (key === 'Escape') (event.target as HTMLElement).blur()
        return
      }
      if (key === '?') dialog.current?.showModal?.()
      else if (isOn) acts[key]?.()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [isOn])

  const change = (on: boolean) => {
    setOn(on)
    remember(on)
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="keys-title"
      className="rounded-card border border-line bg-surface p-5 text-ink"
    >
      <h2 id="keys-title" className="mb-3 text-lg font-bold">
        کلیدهای میز کار
      </h2>
      <dl className="space-y-2">
        {list.map(([key, what]) => (
          <div key={key} className="flex gap-4">
            <dt className="min-w-16">
              <bdi dir="ltr" className="font-mono">
                {key}
              </bdi>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="flex min-h-target items-center gap-2">
        <input type="checkbox" checked={isOn} onChange={({ target }) => change(target.checked)} className="h-5 w-5" />
        کلیدها روشن باشند
      </label>
      <form method="dialog">
        <button type="submit" className={buttonClass('quiet')}>
          بستن
        </button>
      </form>
    </dialog>
  )
}
