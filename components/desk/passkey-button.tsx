'use client'

import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { startTransition, useActionState, useEffect, useState } from 'react'
import type { FormAction } from '#components/ui/action-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

type Begun<Options> = { ok: true; options: Options; challenge: string } | { ok: false; sentence: string }

type PasskeyButtonProps = {
  label: string
  /** Sent along with the browser's answer. */
  fields?: Record<string, string>
  finish: FormAction
} & (
  | { kind: 'new'; begin: () => Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> }
  | { kind: 'sign_in'; begin: () => Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> }
)

const sentences = {
  unsupported: 'این مرورگر گذرکلید ندارد. با گذرواژه و برنامهٔ رمزساز ادامه دهید، یا مرورگر دیگری باز کنید.',
  cancelled: 'گذرکلید تأیید نشد. اگر پنجرهٔ گوشی یا رایانه بسته شد، دوباره بزنید.',
  known: 'این دستگاه برای حساب شما گذرکلید دارد؛ با همان وارد شوید.',
  failed: 'پاسخی نرسید. اتصال را نگاه کنید و دوباره بزنید.',
}

/** What a browser could not do, in words. */
function sentenceOf(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'InvalidStateError') return sentences.known
  return name === 'NotAllowedError' || name === 'AbortError' ? sentences.cancelled : sentences.failed
}

/** Makes or asks for a passkey of the device and sends what it answers. It needs scripts: without them it says so. */
export function PasskeyButton({ label, fields = {}, finish, ...way }: PasskeyButtonProps) {
  const [state, submit, isSending] = useActionState(finish, emptyForm)
  const [own, setOwn] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])

  async function answerOf(): Promise<{ response: object; challenge: string } | string> {
    if (!browserSupportsWebAuthn()) return sentences.unsupported
    if (way.kind === 'new') {
      const begun = await way.begin()
      if (!begun.ok) return begun.sentence
      return { response: await startRegistration({ optionsJSON: begun.options }), challenge: begun.challenge }
    }
    const begun = await way.begin()
    if (!begun.ok) return begun.sentence
    return { response: await startAuthentication({ optionsJSON: begun.options }), challenge: begun.challenge }
  }

  async function press() {
    if (isAsking || isSending) return
    setAsking(true)
    setOwn(null)
    try {
      const answer = await answerOf()
      if (typeof answer === 'string') return setOwn(answer)
      const data = new FormData()
      for (const [name, value] of Object.entries(fields)) data.set(name, value)
      data.set('response', JSON.stringify(answer.response))
      data.set('challenge', answer.challenge)
      startTransition(() => submit(data))
    } catch (error) {
      setOwn(sentenceOf(error))
    } finally {
      setAsking(false)
    }
  }

  return (
    <div className="space-y-3">
      <ErrorSummary state={own === null ? state : { ...emptyForm, notice: own }} />
      <Button onClick={() => void press()} loading={isAsking || isSending} disabled={!isReady}>
        {label}
      </Button>
      {!isReady && (
        <noscript className="text-sm text-muted">گذرکلید به جاوااسکریپت نیاز دارد؛ راه دیگر در پایین است.</noscript>
      )}
    </div>
  )
}
