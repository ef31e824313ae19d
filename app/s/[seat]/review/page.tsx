import { draftPage } from '#app/_screens/seat-page.tsx'
import { Review } from '#components/shipping/review.tsx'
import { stepAt } from '#lib/web/views/display.ts'
import { reviewView } from '#lib/web/views/review.ts'

export default draftPage('/s/[seat]/review', async (here) => (
  <Review {...(await reviewView(here))} frame={here.frame} step={stepAt(4)} backHref={`${here.base}/service`} />
))
