'use client'

import { Button } from '#components/ui/button.tsx'
import { forgetTyped } from '#components/ui/kept-form.ts'

type Forget = (data: FormData) => Promise<void>

/** Throws the draft away, and what this tab has kept of its forms. */
export function RestartForm({ restart }: { restart: Forget }) {
  return <Forgetting action={restart} caption="پاک کن و از نو شروع کن" />
}

/** Takes the address out of this browser, and what this tab has kept of its forms. */
export function ForgetAddress({ forget }: { forget: Forget }) {
  return <Forgetting action={forget} caption="فراموش کن" />
}

function Forgetting({ action, caption }: { action: Forget; caption: string }) {
  return (
    <form action={action} onSubmit={() => forgetTyped()}>
      <Button type="submit" variant="link">
        {caption}
      </Button>
    </form>
  )
}
