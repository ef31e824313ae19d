const zone = 'Asia/Tehran'
const day = new Intl.DateTimeFormat('fa-IR', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' })
const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
const hour = new Intl.DateTimeFormat('fa-IR', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const whole = new Intl.NumberFormat('fa-IR')

export const timeOf = (iso: string): string => hour.format(new Date(iso))

export const digits = (text: string): string => text.replace(/\d/g, (digit) => whole.format(Number(digit)))

export const price = (toman: number | null): string => (toman === null ? 'توافقی' : `${whole.format(toman)} تومان`)

/** «امروز», «دیروز», or the day in words. */
export function dayOf(iso: string, now: Date): string {
  const key = dayKey.format(new Date(iso))
  if (key === dayKey.format(now)) return 'امروز'
  if (key === dayKey.format(new Date(now.getTime() - 24 * 3600_000))) return 'دیروز'
  return day.format(new Date(iso))
}
