import { seatPage } from '#app/_screens/seat-page.tsx'
import { DeadEnd } from '#components/shipping/dead-end.tsx'
import { ErasePage } from '#components/shipping/erase-page.tsx'
import { eraseView } from '#lib/web/views/erase.ts'
import { eraseMine } from './actions.ts'

const nothing = {
  title: 'چیزی برای پاک‌کردن نیست',
  sentence: 'پیک از شما در این گفت‌وگو چیزی نگه نداشته است. نشست این مرورگر هم پس از ۱۵ دقیقه بی‌کاری خودش بسته می‌شود.',
}

export default seatPage('/s/[seat]/erase', async (here) => {
  const { frame, seat, query } = here
  const view = await eraseView(here, query)
  if (view) return <ErasePage {...view} frame={frame} action={eraseMine.bind(null, seat.id)} />
  return <DeadEnd {...nothing} frame={frame} button={{ label: 'بازگشت به دیوار', href: frame.completionUrl }} />
})
