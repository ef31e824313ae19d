'use client'

import { unstable_rethrow } from 'next/navigation'
import {
  type FormEvent,
  Fragment,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FormContext, RenewedContext } from './form-context.ts'
import { heldTaps, nameOf, type Press, postAnew, type Tap, TapWatch, tapOf, typedText } from './form-tap.ts'
import { type Shelf, shelf, typedIn } from './kept-form.ts'
import { sentenceOf, type Unanswered, watchFetch } from './watched-fetch.ts'

export type FormAction = (state: FormState, data: FormData) => Promise<FormState>

type ActionFormProps = {
  /** Which form of the page this is, in any build. */
  name: string
  action: FormAction
  initial: FormState
  /** Sent along unseen. */
  hidden?: Record<string, string>
  /** Called in the browser when all went well and the page stays; whether the form still is as it was sent. */
  onDone?: (isAsSent: boolean) => void
  children: ReactNode
}

const isFine = ({ notice, faults }: FormState) => !notice && Object.keys(faults).length === 0

/**
 * The one form. Without JavaScript the browser posts it and the page comes back with the action's state; with
 * JavaScript the same action is called in place, which keeps every control as it is and survives a lost connection.
 */
export function ActionForm({ name, action, initial, hidden = {}, onDone, children }: ActionFormProps) {
  const renewed = useContext(RenewedContext)
  const begun = renewed?.form === name ? { ...emptyForm, values: renewed.typed, notice: renewed.notice } : initial
  const [served, servedAction] = useActionState(action, begun)
  const [answered, setAnswered] = useState<FormState | null>(null)
  const [pressed, setPressed] = useState<string[]>([])
  const [round, setRound] = useState(0)
  const [leaving, setLeaving] = useState<{ to: unknown } | null>(null)
  const [watch] = useState(() => new TapWatch())
  const form = useRef<HTMLFormElement>(null)
  const summary = useRef<HTMLDivElement>(null)
  const kept = useRef<Shelf | null>(null)
  /** The one under way and, after it, the last of those that came meanwhile. */
  const taps = useRef<Tap[]>([])
  const state = answered ?? served
  const shown = useRef(state)
  const isOnTheWay = useRef(false)

  useEffect(() => {
    if (shown.current === state) return
    shown.current = state
    summary.current?.focus()
  }, [state])

  // Where the way led to this very page, it is there with what the server now says.
  useEffect(() => {
    if (!isOnTheWay.current) return
    isOnTheWay.current = false
    setPressed([])
    setAnswered(initial)
    setRound((number) => number + 1)
  }, [initial])

  const bringBack = useEffectEvent(() => {
    const typed = kept.current?.read()
    if (!typed || !form.current || !isFine(state)) return
    const here = typedIn(form.current)
    // What was typed before the scripts ran is newer.
    const own = Object.entries(here).filter(([field, value]) => value !== (state.values[field] ?? ''))
    const values = { ...state.values, ...typed, ...Object.fromEntries(own) }
    if (Object.keys(typed).every((field) => values[field] === here[field])) return
    setAnswered({ ...emptyForm, values })
    setRound((number) => number + 1)
  })
  useEffect(() => {
    watchFetch()
    kept.current = shelf(name)
    bringBack()
  }, [name])

  if (leaving) throw leaving.to

  /** Throws what has the page go on to another one. */
  async function call({ form, data }: Tap, triesLeft = 1): Promise<{ state: FormState; isAnswered: boolean }> {
    try {
      const next = await action(emptyForm, data)
      const isAgain = Object.keys(next.values).length > 0
      if (!isAgain) kept.current?.forget()
      const values = isAgain ? { ...next.values, ...typedIn(form) } : {}
      return { state: { ...next, values }, isAnswered: true }
    } catch (error) {
      unstable_rethrow(error)
      const { why = 'fault' } = error as Partial<Unanswered>
      // While one build replaces another, the next process may know it.
      if (why === 'renewed' && triesLeft > 0) return await call({ form, data, button: '', typed: '' }, triesLeft - 1)
      if (why === 'renewed') postAnew(name, data)
      const values = { ...state.values, ...typedIn(form) }
      return { state: { ...emptyForm, values, notice: sentenceOf(why) }, isAnswered: false }
    }
  }

  async function run() {
    for (let tap = taps.current[0]; tap; tap = taps.current[0]) {
      setPressed(taps.current.map(({ button }) => button))
      let thrown: unknown = null
      const ended = await call(tap).catch((error: unknown) => {
        thrown = error
      })
      const next = taps.current[1]
      // Where the page goes, only a newer version of what was sent is worth sending before that.
      const goesOn = next && (ended ? ended.isAnswered : next.button === tap.button)
      taps.current = goesOn ? [next] : []
      if (!ended) {
        kept.current?.forget()
        if (goesOn) continue
        // The router is already on the way to the other page. Thrown, it would draw this one again first.
        isOnTheWay.current = thrown instanceof Object && 'handled' in thrown
        if (!isOnTheWay.current) startTransition(() => setLeaving({ to: thrown }))
        return
      }
      setAnswered(ended.state)
      if (isFine(ended.state)) onDone?.(typedText(tap.form) === tap.typed)
    }
    setPressed([])
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    send(watch.press(event))
  }

  function send(press: Press) {
    const held = heldTaps(press.form)
    if (!held) return take(press)
    const waiting = nameOf(press)
    setPressed((others) => (others.includes(waiting) ? others : [...others, waiting]))
    void held.then(() => send(press))
  }

  function take(press: Press) {
    const tap = tapOf(press)
    const [running] = taps.current
    if (running?.button === tap.button && running.typed === tap.typed) return
    taps.current = running ? [running, tap] : [tap]
    if (running) setPressed([running.button, tap.button])
    else void run()
  }

  return (
    <form
      ref={form}
      action={servedAction}
      onSubmit={submit}
      onInput={({ currentTarget }) => kept.current?.keep(typedIn(currentTarget))}
      {...watch.handlers}
      noValidate
      className="flex flex-1 flex-col gap-6"
    >
      <FormContext value={{ state, pressed }}>
        <ErrorSummary ref={summary} state={state} />
        <input type="hidden" name="$form" value={name} />
        {Object.entries(hidden).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        {/* Uncontrolled fields take another value only when they are made again. */}
        <Fragment key={round}>{children}</Fragment>
        <p role="status" className="sr-only">
          {pressed.length > 0 ? 'در حال ثبت…' : ''}
        </p>
      </FormContext>
    </form>
  )
}
