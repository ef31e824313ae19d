import { draftPage } from '#app/_screens/seat-page.tsx'
import { Review } from '#components/shipping/review.tsx'
import { stepAt } from '#lib/web/views/display.ts'
import { reviewView } from '#lib/web/views/review.ts'
import { bookSilently } from '../book.ts'

export default draftPage('/s/[seat]/review', async (here) => {
  const { shown, ...view } = await reviewView(here)
  const action = shown && bookSilently.bind(null, here.seat.id, shown)
  return (
    <Review {...view} frame={here.frame} step={stepAt(3)} backHref={`${here.base}/address`} bookSilently={action} />
  )
})
