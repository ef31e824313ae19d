import type { ButtonGrid } from '#lib/divar/index.ts'
import type { ChatButtons } from '#lib/shipping/index.ts'

/** The captions of a message's buttons, row by row, for showing them. Only `lib/adapters` makes such buttons. */
export function captionsOf(buttons: ChatButtons | null): string[][] {
  const rows = (buttons as ButtonGrid | null)?.rows ?? []
  return rows.map((row) => row.buttons.map((button) => button.caption))
}
