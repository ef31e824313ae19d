'use client'

import { Button } from '#components/ui/button.tsx'
import { forgetTyped } from '#components/ui/kept-form.ts'

/** Throws the draft away, and what this tab has kept of its forms. */
export function RestartForm({ restart }: { restart: (data: FormData) => Promise<void> }) {
  return (
    <form action={restart} onSubmit={() => forgetTyped()}>
      <Button type="submit" variant="link">
        پاک کن و از نو شروع کن
      </Button>
    </form>
  )
}
