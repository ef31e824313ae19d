import { seatPage } from '#app/_screens/seat-page.tsx'
import { DeadEnd } from '#components/shipping/dead-end.tsx'
import { ErasePage } from '#components/shipping/erase-page.tsx'
import { eraseNotYours, looksOn } from '#lib/fa/access-texts.ts'
import { eraseView } from '#lib/web/views/erase.ts'
import { eraseMine } from './actions.ts'

const nothing = {
  title: 'چیزی برای پاک کردن نیست',
  sentence: 'پیک از شما در این گفت‌وگو چیزی نگه نداشته است. نشست این مرورگر هم پس از ۱۵ دقیقه بی‌کاری خودش بسته می‌شود.',
}

export default seatPage('/s/[seat]/erase', async (here) => {
  const { frame, seat, query } = here
  const view = await eraseView(here, query)
  if (view.kind === 'something') return <ErasePage {...view} frame={frame} action={eraseMine.bind(null, seat.id)} />
  if (view.proveHref !== null) {
    const button = { label: looksOn.button, href: view.proveHref }
    return <DeadEnd {...eraseNotYours} frame={frame} button={button} />
  }
  return <DeadEnd {...nothing} frame={frame} button={{ label: 'بازگشت به دیوار', href: frame.completionUrl }} />
})
