'use client'

import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, type ReactNode, useActionState, useEffect, useRef, useState, useTransition } from 'react'
import type { FormState } from '#lib/kernel/form.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FormContext } from './form-context.ts'

export type FormAction = (state: FormState, data: FormData) => Promise<FormState>

const unreachable = 'پاسخی نرسید. اینترنت خود را بررسی کنید و دوباره بزنید؛ چیزی که نوشته‌اید همین‌جاست.'

const textOf = (data: FormData): Record<string, string> =>
  Object.fromEntries([...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

type ActionFormProps = {
  action: FormAction
  initial: FormState
  /** Sent along unseen. */
  hidden?: Record<string, string>
  /** Called in the browser when all went well and the page stays. */
  onDone?: () => void
  children: ReactNode
}

/**
 * The one form. Without JavaScript the browser posts it and the page comes back with the action's state; with
 * JavaScript the same action is called in place, which keeps every control as it is and survives a lost connection.
 */
export function ActionForm({ action, initial, hidden = {}, onDone, children }: ActionFormProps) {
  const [served, servedAction] = useActionState(action, initial)
  const [answered, setAnswered] = useState<FormState | null>(null)
  const [pressed, setPressed] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const summary = useRef<HTMLDivElement>(null)
  const state = answered ?? served
  const shown = useRef(state)

  useEffect(() => {
    if (shown.current === state) return
    shown.current = state
    summary.current?.focus()
  }, [state])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    const button = (event.nativeEvent as SubmitEvent).submitter
    if (button instanceof HTMLButtonElement && button.name) data.set(button.name, button.value)
    setPressed(button instanceof HTMLButtonElement ? `${button.name}=${button.value}` : '=')
    startTransition(async () => {
      let next: FormState
      try {
        next = await action(state, data)
      } catch (error) {
        unstable_rethrow(error)
        next = { values: textOf(data), faults: {}, notice: unreachable }
      }
      startTransition(() => setAnswered(next))
      if (!next.notice && Object.keys(next.faults).length === 0) onDone?.()
    })
  }

  return (
    <form action={servedAction} onSubmit={submit} noValidate className="flex flex-1 flex-col gap-6">
      <FormContext value={{ state, pressed: pending ? pressed : null }}>
        <ErrorSummary ref={summary} state={state} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        <p role="status" className="sr-only">
          {pending ? 'در حال ثبت…' : ''}
        </p>
      </FormContext>
    </form>
  )
}
