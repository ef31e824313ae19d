/** What a page showed before it was drawn again, by tracking codes. */
export type Shown = { open: readonly string[]; taken: readonly string[] }

/** Shipments that a page showed and that are its courier's no more: they stay told until one comes back or turns out to be over. */
export function takenOff(before: Shown, now: { open: readonly string[]; ended: readonly string[] }): string[] {
  const gone = [...new Set([...before.taken, ...before.open])]
  return gone.filter((code) => !now.open.includes(code) && !now.ended.includes(code))
}
