'use client'

import { type FormEvent, useEffect, useState } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { postAnew } from '#components/ui/form-tap.ts'
import { sentenceOf, type Unanswered, watchFetch } from '#components/ui/watched-fetch.ts'

/** One button and nothing typed. Its form has no name: one of another build is answered by the page that it stood on. */
export function SignOutForm({ action }: { action: (data: FormData) => Promise<void> }) {
  const [notice, setNotice] = useState<string | null>(null)
  useEffect(watchFetch, [])

  async function send(data: FormData) {
    try {
      await action(data)
    } catch (error) {
      // The router is on the way to the page where one signs in.
      if (error instanceof Object && 'handled' in error) return
      const { why = 'fault' } = error as Partial<Unanswered>
      if (why === 'renewed') postAnew('', data)
      else setNotice(sentenceOf(why))
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    void send(new FormData(event.currentTarget))
  }

  return (
    <form action={action} onSubmit={submit}>
      <button type="submit" className={buttonClass('quiet')}>
        خروج
      </button>
      {notice && (
        <p role="alert" className="text-danger-ink">
          {notice}
        </p>
      )}
    </form>
  )
}
